using Marketplace.Map;
using Marketplace.Tests.Architecture.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mono.Cecil;
using Xunit;

namespace Marketplace.Tests.Architecture;

/// <summary>E: ports are small promises, adapters one closed package each (architecture §6).</summary>
public sealed class PortTests
{
    private const string External = "Marketplace.Ports.IExternalPort";
    private const string Tests = "tests/Integration/Adapters/";
    private const int Methods = 6;

    [Fact]
    public void E01_ports_are_in_ports_small_and_cancellable() => Rule.Holds(E01(Solution.Types));

    [Fact]
    public void E01_bites() => Rule.Bites(E01(Broken.Types), "IHomelessGateway", "ITalkative has 7", "ITalkative.Seventh");

    [Fact]
    public void E02_an_adapter_shows_its_entry_point_only() => Rule.Holds(E02(Solution.Types));

    [Fact]
    public void E02_bites() => Rule.Bites(E02(Broken.Types), "Marketplace.Adapters.Payments.Leaky");

    [Fact]
    public void E03_every_adapter_passes_its_contracts() => Rule.Holds(E03(Solution.Types, Solution.Sources));

    [Fact]
    public void E03_bites() => Rule.Bites(E03(Broken.Types, Broken.Sources), "Marketplace.Adapters.Payments.Leaky");

    [Theory]
    [InlineData("Kernel")]
    [InlineData("Ports")]
    [InlineData("Adapters.Sdk")]
    public void E04_public_surfaces_are_as_approved(string layer)
    {
        var file = $"tests/Architecture/Approved/{layer.Split('.')[^1]}.txt";
        var surface = Surface.Of(Solution.Types, layer);
        if (Environment.GetEnvironmentVariable("UPDATE_APPROVED") == "1") File.WriteAllText(Path.Combine(Solution.Root, file), surface);

        Rule.Holds(E04(surface, Solution.ReadOrEmpty(file), file));
    }

    [Fact]
    public void E04_bites()
    {
        var surface = Surface.Of(Broken.Types, "Ports");

        Rule.Bites(E04(surface, surface.Replace("Seventh", "Eighth", StringComparison.Ordinal), "Ports.txt"), "+ ", "- ", "Eighth");
    }

    private static IEnumerable<string> E01(IReadOnlyList<TypeDefinition> types) =>
    [
        .. from type in types
           where type.IsInterface && type.Is(External) && !type.IsIn("Ports")
           select $"E01 {type.FullName} is a port outside Ports: move it to Ports/<Context>, where contexts and adapters meet.",
        .. from type in types
           where type.IsInterface && type.IsIn("Ports")
           let count = type.Methods.Count(m => !m.IsGetter && !m.IsSetter)
           where count > Methods
           select $"E01 {type.FullName} has {count} methods, at most {Methods} make a role: split it, optional abilities apart.",
        .. from type in types
           where type.IsInterface && type.IsIn("Ports")
           from method in type.Methods
           where method.ReturnType.Namespace == "System.Threading.Tasks"
           where method.Parameters.LastOrDefault()?.ParameterType.FullName != "System.Threading.CancellationToken"
           select $"E01 {type.FullName}.{method.Name} cannot be cancelled: let its last parameter be a CancellationToken.",
    ];

    private static IEnumerable<string> E02(IReadOnlyList<TypeDefinition> types) =>
        from provider in types.GroupBy(ProviderOf)
        where provider.Key != ""
        let seen = provider.Where(t => t.IsPublic).ToList()
        where seen is not [var entry] || !entry.Is("Marketplace.Adapters.Sdk.IAdapter")
        select $"E02 {provider.Key} shows {string.Join(", ", seen.Select(t => t.Name).DefaultIfEmpty("nothing"))}: exactly one public class, "
            + "which implements IAdapter; make the rest internal.";

    private static IEnumerable<string> E03(IReadOnlyList<TypeDefinition> types, IReadOnlyList<SourceFile> sources)
    {
        var suites = sources.Where(s => s.Path.StartsWith(Tests, StringComparison.Ordinal)).ToList();
        return
            from type in types
            let provider = ProviderOf(type)
            where provider != "" && !type.IsAbstract
            from port in type.Interfaces.Select(i => i.InterfaceType.Resolve()).Where(i => i.Is(External))
            let contract = port.Name[1..] + "Contract"
            where sources.Any(s => s.Path.StartsWith("tests/Contracts/", StringComparison.Ordinal) && s.Path.EndsWith($"/{contract}.cs", StringComparison.Ordinal))
            where !suites.Any(s => Mentions(s, provider) && Inherits(s, contract))
            select $"E03 {type.FullName} is not held to {contract}: add a sealed class that inherits it for {provider} to {Tests}.";
    }

    private static bool Mentions(SourceFile suite, string provider) =>
        suite.Text.Contains(provider, StringComparison.Ordinal)
        || suite.Parts[^1].StartsWith(string.Concat(provider.Split('.')[^2..].Reverse()), StringComparison.Ordinal)
        || suite.Path.Contains(string.Join('/', provider.Split('.')[^2..]), StringComparison.Ordinal);

    private static bool Inherits(SourceFile suite, string contract) => suite.All<ClassDeclarationSyntax>().Any(c =>
        c.Modifiers.Any(SyntaxKind.SealedKeyword) && c.BaseList?.Types.Any(b => b.Type.ToString().Split('<', '(')[0] == contract) is true);

    private static IEnumerable<string> E04(string surface, string approved, string file)
    {
        var (now, before) = (surface.Split('\n'), approved.Split('\n'));
        return
        [
            .. now.Except(before).Select(line => $"E04 + {line.Trim()}: new in the public surface; approve it with UPDATE_APPROVED=1, which edits {file}."),
            .. before.Except(now).Select(line => $"E04 - {line.Trim()}: gone from the public surface; others may use it, see {file}."),
        ];
    }

    private static string ProviderOf(TypeReference type) => type.Outermost().Namespace.Split('.') is
        ["Marketplace", "Adapters", not ("Http" or "Web" or "Sdk") and var port, var provider, ..] ? $"Marketplace.Adapters.{port}.{provider}" : "";
}
