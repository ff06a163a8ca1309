namespace Marketplace.Tests.Architecture.Reading;

/// <summary>The graph of architecture §2: which projects and packages each project references.</summary>
internal static class Graph
{
    private static readonly Place Core = new([], [], false, "Kernel, Domain and Ports have none.");

    /// <summary>The place of a project; null when it has none yet.</summary>
    public static Place? Of(string project) => project switch
    {
        "Marketplace.Kernel" => Core,
        "Marketplace.Domain" or "Marketplace.Ports" => Core with { Projects = ["Marketplace.Kernel"] },
        "Marketplace.Application" => new(
            ["Marketplace.Kernel", "Marketplace.Domain", "Marketplace.Ports"],
            ["FluentValidation", "Microsoft.Extensions.Logging.Abstractions"], false, "what needs it belongs in Infrastructure or an adapter."),
        "Marketplace.Infrastructure" => new(
            ["Marketplace.Application"], ["Microsoft.EntityFrameworkCore*", "Npgsql*", "Portable.BouncyCastle", "QRCoder", "Scrutor"], true, "talk to anything but PostgreSQL through a port."),
        "Marketplace.Adapters.Sdk" => new(["Marketplace.Ports"], ["Polly*", "Microsoft.Extensions.*"], true, "every adapter author would inherit it."),
        "Marketplace.Adapters.Http" => new(["Marketplace.Application"], ["Microsoft.AspNetCore.*", "Swashbuckle.AspNetCore.SwaggerUI"], true, "the edge only translates."),
        _ when project.StartsWith("Marketplace.Adapters.", StringComparison.Ordinal) => new(["Marketplace.Adapters.Sdk"], ["*"], true, ""),
        "Marketplace.Host" => new(["Marketplace.Infrastructure", "../Adapters/**/*.csproj"], ["*"], true, ""),
        _ => Outside(project),
    };

    private static Place? Outside(string project) => project switch
    {
        "Marketplace.Contracts.Kit" => Outer("Marketplace.Adapters.Sdk"),
        "Marketplace.Tests.Unit" => Outer("Marketplace.Application", "Marketplace.Demo"),
        "Marketplace.Tests.Integration" => Outer("Marketplace.Host", "Marketplace.Contracts.Kit", "Marketplace.Lab"),
        "Marketplace.Tests.Architecture" => Outer("Marketplace.Host", "Marketplace.Map"),
        "Marketplace.Map" => Outer("Marketplace.Host"),
        "Marketplace.Migrator" => Outer("Marketplace.Infrastructure"),
        // They meet the product as anybody does: over HTTP.
        "Marketplace.Client" => Outer(),
        "Marketplace.Demo" or "Marketplace.Lab" => Outer("Marketplace.Client"),
        "Marketplace.Bench" => Outer("Marketplace.Lab"),
        _ => null,
    };

    private static Place Outer(params string[] projects) => new(projects, ["*"], true, "");

    /// <summary>What one project may and must reference; a package name may end in a star.</summary>
    internal sealed record Place(IReadOnlyList<string> Projects, IReadOnlyList<string> Packages, bool Framework, string Remedy)
    {
        /// <summary>Whether it may reference a package.</summary>
        public bool Allows(string package) => Packages.Any(p =>
            p == package || (p.EndsWith('*') && package.StartsWith(p[..^1], StringComparison.Ordinal)));
    }
}
