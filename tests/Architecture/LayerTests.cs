using Marketplace.Map;
using Marketplace.Tests.Architecture.Reading;
using Mono.Cecil;
using Xunit;

namespace Marketplace.Tests.Architecture;

/// <summary>A: who may see whom (architecture §2).</summary>
public sealed class LayerTests
{
    [Fact]
    public void A01_kernel_and_domain_see_nothing_but_kernel() => Rule.Holds([.. A01(Solution.Types), .. A01(Solution.Projects)]);

    [Fact]
    public void A01_bites()
    {
        Rule.Bites(A01(Broken.Types), "AsksThePort");
        Rule.Bites(A01(Broken.Projects), "FluentValidation");
    }

    [Fact]
    public void A02_ports_see_kernel_only() => Rule.Holds(Strangers("A02", Solution.Types, "Ports", "Kernel"));

    [Fact]
    public void A02_bites() => Rule.Bites(Strangers("A02", Broken.Types, "Ports", "Kernel"), "ILeakAggregates");

    [Fact]
    public void A03_application_sees_domain_ports_and_kernel_only() => Rule.Holds(A03(Solution.Types));

    [Fact]
    public void A03_bites() => Rule.Bites(A03(Broken.Types), "WritesRows");

    [Fact]
    public void A04_provider_adapters_see_sdk_ports_and_kernel_only() => Rule.Holds(A04(Solution.Types));

    [Fact]
    public void A04_bites() => Rule.Bites(A04(Broken.Types), "BorrowsFromAnother", "ReadsTheDomain");

    [Fact]
    public void A05_technology_stays_in_its_home() => Rule.Holds(A05(Solution.Types));

    [Fact]
    public void A05_bites() => Rule.Bites(A05(Broken.Types), "TalksToTheBroker", "QueriesTables", "AnswersHttp");

    [Fact]
    public void A06_project_references_equal_the_graph() => Rule.Holds(A06(Solution.Projects));

    [Fact]
    public void A06_bites() => Rule.Bites(A06(Broken.Projects), "Marketplace.Ports must not reference", "Marketplace.Infrastructure lacks", "its own version");

    private static IEnumerable<string> A01(IReadOnlyList<TypeDefinition> types) =>
        [.. Strangers("A01", types, "Kernel"), .. Strangers("A01", types, "Domain", "Kernel")];

    private static IEnumerable<string> A01(IReadOnlyList<ProjectFile> projects) =>
        from project in projects
        where project.Name is "Marketplace.Kernel" or "Marketplace.Domain"
        from package in project.Packages
        select $"A01 {project.Name} references the package {package}: the core has none; put what needs it behind a port.";

    private static IEnumerable<string> A03(IReadOnlyList<TypeDefinition> types) =>
        Strangers("A03", types, "Application", "Kernel", "Domain", "Ports").Where(v => !v.Contains(" FluentValidation.", StringComparison.Ordinal)
            && !v.Contains(" Microsoft.Extensions.Logging.", StringComparison.Ordinal));

    // Whatever is neither .NET's own nor of an allowed layer.
    private static IEnumerable<string> Strangers(
        string rule, IReadOnlyList<TypeDefinition> types, string layer, params string[] allowed) =>
        from type in types
        where type.IsIn(layer)
        from used in type.Uses()
        let space = used.Outermost().Namespace
        where !Below(space, "System") && !Below(space, "Microsoft.CodeAnalysis") && !used.IsIn(layer) && !allowed.Any(used.IsIn)
        select $"{rule} {type.FullName} uses {used.FullName}: {layer} may see only {string.Join(", ", allowed.DefaultIfEmpty("itself"))}; "
            + "declare what you need as a port or pass it in.";

    private static IEnumerable<string> A04(IReadOnlyList<TypeDefinition> types) =>
        from type in types
        let home = Provider(type)
        where home != ""
        from used in type.Uses()
        where Below(used.Outermost().Namespace, "Marketplace") && !Below(used.Outermost().Namespace, home)
            && !used.IsIn("Adapters.Sdk") && !used.IsIn("Ports") && !used.IsIn("Kernel")
        select $"A04 {type.FullName} uses {used.FullName}: an adapter sees Sdk, Ports and Kernel; what two adapters share belongs in the Sdk.";

    private static IEnumerable<string> A05(IReadOnlyList<TypeDefinition> types) =>
        from type in types
        from used in type.Uses()
        let home = HomesOf(used.Outermost().Namespace)
        where home is not null && !home.Any(type.IsIn) && !IsEntryPoint(type)
        select $"A05 {type.FullName} uses {used.FullName}: only {string.Join(", ", home)} may; reach it through a port.";

    private static string[]? HomesOf(string space) => space switch
    {
        _ when Below(space, "RabbitMQ") => ["Adapters.Transport.RabbitMq"],
        _ when Below(space, "Microsoft.EntityFrameworkCore") => ["Infrastructure", "Adapters.Search.Postgres"],
        // The embedded transport is its own queue in PostgreSQL: docs/decisions/0002.
        _ when Below(space, "Npgsql") => ["Infrastructure", "Adapters.Search.Postgres", "Adapters.Transport.Embedded"],
        // The sandbox provider is a small web service of its own: docs/decisions/0003.
        _ when Below(space, "Microsoft.AspNetCore") => ["Adapters.Http", "Adapters.Web", "Host", "Adapters.Payments.Sandbox.Simulator"],
        _ => null,
    };

    // Top-level statements have no namespace.
    private static bool IsEntryPoint(TypeDefinition type) => type.Module.EntryPoint?.DeclaringType == type;

    private static IEnumerable<string> A06(IReadOnlyList<ProjectFile> projects) => projects.SelectMany(project =>
        Graph.Of(project.Name) is { } expected
            ? Differences(project, expected)
            : [$"A06 {project.Name} is not in the graph: give it a place in tests/Architecture/Reading/Graph.cs and docs/architecture.md."]);

    private static IEnumerable<string> Differences(ProjectFile project, Graph.Place place) =>
    [
        .. project.Projects.Except(place.Projects).Select(p => $"A06 {project.Name} must not reference {p}: the graph allows {Named(place.Projects)}."),
        .. place.Projects.Except(project.Projects).Select(p => $"A06 {project.Name} lacks its reference to {p}."),
        .. project.Packages.Where(p => !place.Allows(p)).Select(p => $"A06 {project.Name} must not reference the package {p}: {place.Remedy}"),
        .. project.Frameworks.Where(_ => !place.Framework).Select(f => $"A06 {project.Name} must not reference the framework {f}."),
        .. project.OwnVersions.Select(p => $"A06 {project.Name} gives {p} its own version: versions live in Directory.Packages.props."),
    ];

    private static string Named(IReadOnlyList<string> projects) => projects.Count == 0 ? "none" : string.Join(", ", projects);

    private static string Provider(TypeReference type) => type.Outermost().Namespace.Split('.') is
        ["Marketplace", "Adapters", not ("Http" or "Web" or "Sdk") and var port, var provider, ..] ? $"Marketplace.Adapters.{port}.{provider}" : "";

    private static bool Below(string space, string root) =>
        space == root || (space.StartsWith(root, StringComparison.Ordinal) && space[root.Length] == '.');
}
