using System.Collections.Frozen;

namespace Marketplace.Tests.Architecture.Reading;

/// <summary>Which namespace belongs to which folder (architecture §1): a layer, then a context or a named shared folder.</summary>
internal static class Folders
{
    /// <summary>The contexts of product §3.</summary>
    public static readonly FrozenSet<string> Contexts = FrozenSet.ToFrozenSet(
    [
        "Identity", "Catalog", "Media", "Video", "Search", "Orders", "Payments", "Shipping", "Messaging", "Support",
        "Notifications", "Reviews", "Promotions", "Moderation", "Sellers", "Analytics", "Admin",
    ]);

    private static readonly (string Folder, string Space, string[] Shared)[] Layers =
    [
        ("src/Domain/Model/", "Marketplace.Domain", []),
        ("src/Application/Ports/", "Marketplace.Ports", ["Transport"]),
        ("src/Application/UseCases/", "Marketplace.Application", ["Shapes"]),
        ("src/Infrastructure/", "Marketplace.Infrastructure", ["Persistence", "Outbox"]),
        ("src/Adapters/Http/", "Marketplace.Adapters.Http", ["Documents", "Guards"]),
    ];

    private static readonly (string Folder, string Space)[] Free =
    [
        ("src/Domain/Kernel/", "Marketplace.Kernel"), ("src/Adapters/Sdk/", "Marketplace.Adapters.Sdk"), ("src/Host/", "Marketplace.Host"),
        ("tests/Architecture/", "Marketplace.Tests.Architecture"), ("tests/Unit/", "Marketplace.Tests.Unit"),
        ("tests/Integration/", "Marketplace.Tests.Integration"), ("tests/Contracts/", "Marketplace.Contracts.Kit"),
    ];

    /// <summary>Namespaces a file may declare; none when any will do.</summary>
    public static IReadOnlyList<string> Allowed(string path)
    {
        foreach (var (folder, space, shared) in Layers.Where(l => path.StartsWith(l.Folder, StringComparison.Ordinal)))
        {
            var below = path[folder.Length..].Split('/')[..^1];
            return below switch
            {
                [] or ["Shapes", ..] => [space],
                [var context, "Messages"] when space == "Marketplace.Ports" => [$"{space}.{context}.Messages"],
                // A sub-folder of a context is no wall: it may show in the namespace or not.
                [var context, ..] when Contexts.Contains(context) || shared.Contains(context) => [$"{space}.{context}", $"{space}.{string.Join('.', below)}"],
                [var stranger, ..] => [$"(none: {stranger} is neither a context nor a shared folder of {space})"],
            };
        }

        return [.. Free.Where(f => path.StartsWith(f.Folder, StringComparison.Ordinal)).Select(f => Mirror(f.Space, path[f.Folder.Length..])).Concat(Provider(path))];
    }

    private static string Mirror(string space, string below) => string.Join('.', [space, .. below.Split('/')[..^1]]);

    private static IEnumerable<string> Provider(string path) => path.StartsWith("src/Adapters/", StringComparison.Ordinal)
        ? [Mirror("Marketplace.Adapters", path["src/Adapters/".Length..])] : [];
}
