namespace Marketplace.Domain.Identity;

/// <summary>What a person may act as; one account combines any number of roles.</summary>
public enum Role
{
    /// <summary>Buys.</summary>
    Buyer,

    /// <summary>Runs a shop.</summary>
    Seller,

    /// <summary>Delivers for the marketplace's own logistics.</summary>
    Courier,

    /// <summary>Helps buyers and sellers.</summary>
    Support,

    /// <summary>Decides on shops, content and disputes.</summary>
    Moderator,

    /// <summary>Watches over money.</summary>
    Finance,

    /// <summary>May change everything, roles included.</summary>
    Admin,
}

/// <summary>What follows from a role.</summary>
public static class RoleDuties
{
    /// <summary>True for those who work for the marketplace and see what others own.</summary>
    public static bool IsStaff(this Role role) => role is Role.Support or Role.Moderator or Role.Finance or Role.Admin;
}

/// <summary>Roles as they are written in tokens, messages and requests: lower case.</summary>
public static class RoleNames
{
    private static readonly Dictionary<Role, string> Names = Enum.GetValues<Role>().ToDictionary(
        r => r, r => r.ToString().ToLowerInvariant());
    private static readonly Dictionary<string, Role> Known = Names.ToDictionary(p => p.Value, p => p.Key);

    /// <summary>The written form of a role.</summary>
    public static string Of(Role role) => Names[role];

    /// <summary>The written forms of several roles.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<Role> roles) => [.. roles.Select(Of)];

    /// <summary>Reads a role; false for a word that is none.</summary>
    public static bool TryRead(string? name, out Role role) => Known.TryGetValue(name ?? "", out role);
}
