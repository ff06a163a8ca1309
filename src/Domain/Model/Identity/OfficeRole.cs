using Marketplace.Kernel;

namespace Marketplace.Domain.Identity;

/// <summary>A role the market made for its back office: a name, a set of permissions, and who has it.</summary>
public sealed class OfficeRole : Aggregate<OfficeRoleId>
{
    /// <summary>Roles a market may make.</summary>
    public const int Most = 100;

    /// <summary>Accounts that may have one role.</summary>
    public const int MostHolders = 1000;

    private OfficeRole(OfficeRoleId id, string name, string title, DateTimeOffset madeAt) : base(id) =>
        (Name, Title, MadeAt) = (name, title, madeAt);

    /// <summary>Kebab-case, unique, none of the product's own.</summary>
    public string Name { get; private set; }

    public string Title { get; private set; }
    public IReadOnlyList<string> Permissions { get; private set; } = [];
    public IReadOnlyList<Guid> Holders { get; private set; } = [];
    public DateTimeOffset MadeAt { get; private set; }
    public uint Version { get; private set; }

    public static OfficeRole Make(OfficeRoleId id, string name, string title, IReadOnlyList<string> permissions, DateTimeOffset at)
    {
        var role = new OfficeRole(id, name, title, at) { Permissions = Sorted(permissions) };
        role.Record(new StateChange("office-role", id.Value, "make", null, Text(role.Permissions), null, at));
        return role;
    }

    /// <summary>From now on whoever has it may do this and nothing else by it.</summary>
    public void Redefine(string title, IReadOnlyList<string> permissions, DateTimeOffset at)
    {
        var sorted = Sorted(permissions);
        Record(new StateChange("office-role", Id.Value, "redefine", Text(Permissions), Text(sorted), null, at));
        (Title, Permissions) = (title, sorted);
    }

    /// <summary>True when these permissions are all the role's already: taking some away needs no second person.</summary>
    public bool Covers(IReadOnlyList<string> permissions) => permissions.All(p => Permissions.Contains(p, StringComparer.Ordinal));

    public Result Grant(UserId user, string? reason, DateTimeOffset at)
    {
        if (Holders.Contains(user.Value)) return Result.Ok;
        if (Holders.Count >= MostHolders) return OfficeRoleErrors.TooManyHolders;

        Record(new StateChange("office-role-holder", user.Value, "grant-role", null, Name, reason, at));
        Holders = [.. Holders, user.Value];
        return Result.Ok;
    }

    public void Revoke(UserId user, string? reason, DateTimeOffset at)
    {
        if (!Holders.Contains(user.Value)) return;

        Record(new StateChange("office-role-holder", user.Value, "revoke-role", Name, "none", reason, at));
        Holders = [.. Holders.Where(h => h != user.Value)];
    }

    private static IReadOnlyList<string> Sorted(IReadOnlyList<string> permissions) =>
        [.. permissions.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string Text(IReadOnlyList<string> permissions) => string.Join(',', permissions);
}

/// <summary>All roles the market made.</summary>
public interface IOfficeRoles
{
    Task<OfficeRole?> Find(string name, CancellationToken ct);

    Task<int> Count(CancellationToken ct);

    void Add(OfficeRole role);

    void Remove(OfficeRole role);
}

/// <summary>Why roles refuse.</summary>
public static class OfficeRoleErrors
{
    /// <summary>The name belongs to the product.</summary>
    public static readonly Error Reserved = Error.Conflict("role-name-reserved", "This name belongs to a role of the product.");

    /// <summary>As many as there may be.</summary>
    public static readonly Error TooMany = Error.Conflict("too-many-roles", "A market has at most a hundred roles of its own.");

    /// <summary>As many holders as there may be.</summary>
    public static readonly Error TooManyHolders = Error.Conflict("too-many-holders", "A role has at most a thousand holders.");
}
