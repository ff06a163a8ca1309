using FluentValidation;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;

namespace Marketplace.Application.Identity;

/// <summary>A person keeps an address for later deliveries.</summary>
public sealed record SaveAddress(UserId User, string? Label, Address Address, bool Preferred);

public sealed class SaveAddressValidator : AbstractValidator<SaveAddress>
{
    public SaveAddressValidator()
    {
        RuleFor(r => r.Label!).Line(1, 40).When(r => r.Label is not null);
        RuleFor(r => r.Address).NotNull().WithErrorCode("required").SetValidator(new AddressRules());
    }
}

public sealed class SaveAddressHandler(IAddressBooks books, TimeProvider clock) : IUseCase<SaveAddress, SavedAddress>
{
    public async Task<Result<SavedAddress>> Handle(SaveAddress request, CancellationToken ct)
    {
        var book = await books.Find(request.User, ct);
        if (book is null) books.Add(book = AddressBook.Of(request.User));

        return book.Save(Guid.CreateVersion7(clock.GetUtcNow()), request.Label?.Trim(), request.Address, request.Preferred);
    }
}
