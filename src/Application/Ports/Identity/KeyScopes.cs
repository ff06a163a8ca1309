namespace Marketplace.Ports.Identity;

/// <summary>What API keys may do: an area, and whether it is read or changed.</summary>
public static class KeyScopes
{
    /// <summary>Areas of a shop that keys reach.</summary>
    public static IReadOnlyList<string> Areas { get; } = ["catalog", "orders", "shipping", "money"];

    /// <summary>Every scope there is; money can be read only.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Areas.Select(a => a + ":read"), .. Areas.Where(a => a != "money").Select(a => a + ":write")];
}
