using FluentValidation;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>An administrator grants a role to an account or takes it away; roles of the back office need a second one (S14).</summary>
/// <param name="Approval">The approval that is carried out; null when somebody asks.</param>
public sealed record ChangeRole(UserId User, string Role, bool Granted, string? Reason, UserId By, ApprovalId? Approval = null);

public sealed class ChangeRoleValidator : AbstractValidator<ChangeRole>
{
    public ChangeRoleValidator()
    {
        RuleFor(r => r.Role).RoleName();
        RuleFor(r => r.Reason!).Line(1, 300).When(r => r.Reason is not null);
    }
}

public sealed class ChangeRoleHandler(
    IUsers users, IOfficeRoles offices, IFourEyes eyes, IAccessRevocation access, TimeProvider clock) : IUseCase<ChangeRole, Decided>
{
    public async Task<Result<Decided>> Handle(ChangeRole request, CancellationToken ct)
    {
        if (await users.Find(request.User, ct) is not { } user) return UserErrors.NotFound;
        var office = RoleNames.TryRead(request.Role, out var role) ? null : await offices.Find(request.Role, ct);
        if (office is null && !RoleNames.TryRead(request.Role, out _)) return RoleRules.Unknown;

        var has = office?.Holders.Contains(user.Id.Value) ?? user.Roles.Contains(role);
        if (request.Granted && !has && (office is not null || role.IsStaff()) && request.Approval is null)
        {
            var proposal = new Proposal("identity.role.grant", user.Id.Value, ApprovalPayload.Write(request), request.By);
            if ((await eyes.Ask(proposal, ct)).Failed(out var notNow, out var decided)) return notNow;
            if (decided.Waiting is not null) return decided;
        }

        access.Distrust(user.Id);
        return Apply(user, office, role, request).Failed(out var refusal) ? refusal : Decided.Alone;
    }

    private Result Apply(User user, OfficeRole? office, Role role, ChangeRole request)
    {
        var at = clock.GetUtcNow();
        if (office is null)
            return request.Granted ? user.Grant(role, request.Reason, at) : user.Revoke(role, request.By, request.Reason, at);
        if (request.Granted) return office.Grant(user.Id, request.Reason, at);

        office.Revoke(user.Id, request.Reason, at);
        return Result.Ok;
    }
}
