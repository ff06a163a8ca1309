using System.Text.RegularExpressions;
using FluentValidation;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>An administrator makes a role of the back office, or says anew what it may; more rights need a second person (S14).</summary>
/// <param name="Approval">The approval that is carried out; null when somebody asks.</param>
public sealed record DefineRole(
    string Name, string Title, IReadOnlyList<string> Permissions, UserId By, ApprovalId? Approval = null);

public sealed class DefineRoleValidator : AbstractValidator<DefineRole>
{
    public DefineRoleValidator()
    {
        RuleFor(r => r.Name).RoleName();
        RuleFor(r => r.Title).Line(1, 100);
        RuleFor(r => r.Permissions).NotEmpty().WithErrorCode("required").WithMessage("Name at least one permission.")
            .Must(p => p is null || p.Count <= 200).WithErrorCode("length").WithMessage("Name at most 200 permissions.");
        RuleForEach(r => r.Permissions).Must(p => p is not null && Ports.Identity.Permissions.Find(p) is { CanBeGiven: true })
            .WithErrorCode("unknown-permission").WithMessage("Choose permissions that GET /permissions marks as givable.");
    }
}

public sealed class DefineRoleHandler(IOfficeRoles roles, IFourEyes eyes, IAccessRevocation access, TimeProvider clock)
    : IUseCase<DefineRole, Decided>
{
    public async Task<Result<Decided>> Handle(DefineRole request, CancellationToken ct)
    {
        if (RoleRules.IsReserved(request.Name)) return OfficeRoleErrors.Reserved;
        var role = await roles.Find(request.Name, ct);
        if (role is null && await roles.Count(ct) >= OfficeRole.Most) return OfficeRoleErrors.TooMany;

        if (request.Approval is null && role?.Covers(request.Permissions) != true)
        {
            var about = role?.Id.Value ?? Guid.Empty;
            var proposal = new Proposal("identity.role.define", about, ApprovalPayload.Write(request), request.By);
            if ((await eyes.Ask(proposal, ct)).Failed(out var refusal, out var decided)) return refusal;
            if (decided.Waiting is not null) return decided;
        }

        var at = clock.GetUtcNow();
        if (role is null)
        {
            roles.Add(OfficeRole.Make(OfficeRoleId.New(at), request.Name, request.Title.Trim(), request.Permissions, at));
            return Decided.Alone;
        }

        role.Redefine(request.Title.Trim(), request.Permissions, at);
        foreach (var holder in role.Holders) access.Distrust(new UserId(holder));
        return Decided.Alone;
    }
}

/// <summary>An administrator does away with a role; whoever had it has it no more.</summary>
public sealed record RemoveRole(string Name);

public sealed class RemoveRoleHandler(IOfficeRoles roles, IAccessRevocation access) : IUseCase<RemoveRole, Unit>
{
    public async Task<Result<Unit>> Handle(RemoveRole request, CancellationToken ct)
    {
        if (await roles.Find(request.Name, ct) is not { } role) return RoleRules.NotFound;

        foreach (var holder in role.Holders) access.Distrust(new UserId(holder));
        roles.Remove(role);
        return Unit.Value;
    }
}

/// <summary>All roles of accounts and shops, and those the market made.</summary>
public sealed record ListRoles;

/// <summary>A role and what it may.</summary>
/// <param name="System">True for roles of the product, which nobody changes.</param>
/// <param name="Holders">Accounts that have it; only for roles the market made.</param>
public sealed record RoleView(
    string Name, string Title, bool System, IReadOnlyList<string> Permissions, IReadOnlyList<Guid>? Holders);

/// <summary>What names of roles look like.</summary>
internal static partial class RoleRules
{
    public static readonly Error Unknown = Error.Invalid(
        "validation-failed", "Some fields are not acceptable.", new FieldError("/role", "unknown-role", "GET /roles lists the roles there are."));

    public static readonly Error NotFound = Error.NotFound("role-not-found", "There is no such role of this market.");

    public static bool IsReserved(string name) =>
        SystemRoles.OfAccounts.Contains(name, StringComparer.Ordinal) || name is "anon" or "system" or "key"
        || name.StartsWith("shop-", StringComparison.Ordinal);

    /// <summary>The name of a role, of the product or the market.</summary>
    public static IRuleBuilderOptions<T, string> RoleName<T>(this IRuleBuilder<T, string> rule) => rule
        .Must(n => n is not null && Shape().IsMatch(n)).WithErrorCode("unknown-role")
        .WithMessage("Names of roles have 3 to 40 lower case letters, digits and single hyphens, and begin with a letter.");

    [GeneratedRegex("^(?=.{3,40}\\z)[a-z][a-z0-9]*(-[a-z0-9]+)*\\z", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Shape();
}
