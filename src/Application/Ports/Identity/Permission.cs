namespace Marketplace.Ports.Identity;

/// <summary>What one is allowed to do, named <c>context.resource.action</c>.</summary>
/// <param name="Name">Stable name; never changed once published.</param>
/// <param name="Says">One line for people.</param>
/// <param name="Roles">System roles and shop roles that have it.</param>
/// <param name="Only">What it is limited to, whoever has it.</param>
public sealed record Permission(string Name, string Says, IReadOnlyList<string> Roles, Reach Only)
{
    /// <summary>Whether a market may put it into a role of its own: back office work, but never the giving of rights.</summary>
    public bool CanBeGiven =>
        Roles.Any(SystemRoles.BackOffice.Contains) && !Name.StartsWith("identity.role.", StringComparison.Ordinal)
        && Name != Permissions.AnyAccount;
}

/// <summary>The attribute a permission depends on; checked where the thing is looked up, below the edge.</summary>
public enum Reach
{
    /// <summary>Everything of its kind.</summary>
    Everything,

    /// <summary>One's own account.</summary>
    OwnAccount,

    /// <summary>Things of the shop one acts for.</summary>
    OwnShop,

    /// <summary>What the caller bought, or what the caller's shop sold.</summary>
    OwnOrder,

    /// <summary>Amounts up to a limit of the market; more needs a second person or another role.</summary>
    Amount,
}

/// <summary>Roles that are part of the product.</summary>
public static class SystemRoles
{
    /// <summary>Roles that look after others' affairs.</summary>
    public static IReadOnlyList<string> BackOffice { get; } = ["support", "moderator", "finance", "admin"];

    /// <summary>Roles of an account.</summary>
    public static IReadOnlyList<string> OfAccounts { get; } = ["buyer", "seller", "courier", .. BackOffice];

    /// <summary>Roles somebody has in one shop.</summary>
    public static IReadOnlyList<string> OfShops { get; } = ["shop-manager", "shop-warehouse", "shop-cashier", "shop-accountant"];

    /// <summary>How the role of a shop is written among a caller's roles.</summary>
    public static string InShop(string role) => "shop-" + role.ToLowerInvariant();
}
