using FluentValidation;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;

namespace Marketplace.Application.Identity;

/// <summary>
/// A person corrects a kept address or makes it the default; null leaves a value as it is, an empty label removes it.
/// </summary>
public sealed record ChangeAddress(UserId User, Guid Id, string? Label, Address? Address, bool? Preferred, uint? Version);

public sealed class ChangeAddressValidator : AbstractValidator<ChangeAddress>
{
    public ChangeAddressValidator()
    {
        RuleFor(r => r.Label!).Line(0, 40).When(r => r.Label is not null);
        RuleFor(r => r.Address!).SetValidator(new AddressRules()).When(r => r.Address is not null);
    }
}

public sealed class ChangeAddressHandler(IAddressBooks books) : IUseCase<ChangeAddress, SavedAddress>
{
    public async Task<Result<SavedAddress>> Handle(ChangeAddress request, CancellationToken ct)
    {
        var book = await books.Find(request.User, ct);
        if (book?.Entries.FirstOrDefault(e => e.Id == request.Id) is not { } before) return AddressBookErrors.NotFound;
        if (request.Version is { } version && version != book.Version) return AddressBookErrors.Stale;

        var label = request.Label is null ? before.Label : request.Label.Trim() is { Length: > 0 } given ? given : null;
        return book.Change(request.Id, label, request.Address ?? before.Address, request.Preferred ?? before.Preferred);
    }
}
