using FluentValidation;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;

namespace Marketplace.Application.Identity;

/// <summary>A person changes how they are called; null leaves a value as it is.</summary>
public sealed record UpdateMe(UserId User, string? Name, string? Locale, uint? Version);

public sealed class UpdateMeValidator : AbstractValidator<UpdateMe>
{
    public UpdateMeValidator()
    {
        RuleFor(r => r.Name!).Line(1, 100).When(r => r.Name is not null);
        RuleFor(r => r.Locale!).Locale();
    }
}

public sealed class UpdateMeHandler(IUsers users) : IUseCase<UpdateMe, Unit>
{
    public async Task<Result<Unit>> Handle(UpdateMe request, CancellationToken ct)
    {
        if (await users.Find(request.User, ct) is not { } user) return UserErrors.NotFound;
        if (request.Version is { } version && version != user.Version) return UserErrors.Stale;

        user.Describe(request.Name?.Trim(), request.Locale);
        return Unit.Value;
    }
}
