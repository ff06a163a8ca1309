using FluentValidation;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>An administrator grants a role to an account or takes it away.</summary>
public sealed record ChangeRole(UserId User, string Role, bool Granted, string? Reason, UserId By);

public sealed class ChangeRoleValidator : AbstractValidator<ChangeRole>
{
    public ChangeRoleValidator()
    {
        RuleFor(r => r.Role).Must(role => RoleNames.TryRead(role, out _)).WithErrorCode("unknown-role")
            .WithMessage("Choose one of buyer, seller, courier, support, moderator, finance, admin.");
        RuleFor(r => r.Reason!).Line(1, 300).When(r => r.Reason is not null);
    }
}

public sealed class ChangeRoleHandler(IUsers users, IAccessRevocation access, TimeProvider clock)
    : IUseCase<ChangeRole, Unit>
{
    public async Task<Result<Unit>> Handle(ChangeRole request, CancellationToken ct)
    {
        if (await users.Find(request.User, ct) is not { } user) return UserErrors.NotFound;
        if (!RoleNames.TryRead(request.Role, out var role)) return UserErrors.UnknownRole;

        var at = clock.GetUtcNow();
        var done = request.Granted
            ? user.Grant(role, request.Reason, at)
            : user.Revoke(role, request.By, request.Reason, at);
        if (done.Failed(out var refusal)) return refusal;

        access.Distrust(user.Id);
        return Unit.Value;
    }
}
