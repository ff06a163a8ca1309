using Mono.Cecil;

namespace Marketplace.Map;

/// <summary>The solution as its compiled assemblies tell it.</summary>
public sealed class CompiledSolution
{
    private readonly Lazy<IReadOnlyList<Message>> _messages;
    private readonly Lazy<IReadOnlyList<PublishedQuery>> _queries;

    private CompiledSolution(IReadOnlyList<AssemblyDefinition> assemblies, IReadOnlyList<TypeDefinition> types)
    {
        Assemblies = assemblies;
        Types = types;
        _messages = new(() => MessageFlow.Of(Types));
        _queries = new(() => PublishedQuery.Of(Types));
    }

    /// <summary>Assemblies by name.</summary>
    public IReadOnlyList<AssemblyDefinition> Assemblies { get; }

    /// <summary>Types that somebody wrote, by full name; nested ones belong to their outermost type.</summary>
    public IReadOnlyList<TypeDefinition> Types { get; }

    /// <summary>Every message with its senders and handlers, by wire name.</summary>
    public IReadOnlyList<Message> Messages => _messages.Value;

    /// <summary>Every published query or command with its owner and its callers, by name.</summary>
    public IReadOnlyList<PublishedQuery> PublishedQueries => _queries.Value;

    /// <summary>Reads the product's assemblies found in a folder; tests and tools are left out.</summary>
    public static CompiledSolution Read(string folder)
    {
        var files = Directory.GetFiles(folder, "Marketplace.*.dll").Where(f => IsProduct(Path.GetFileNameWithoutExtension(f)));
        var resolver = Resolver(folder);
        return Of([.. files.Order(StringComparer.Ordinal).Select(f => Open(f, resolver))], _ => true);
    }

    /// <summary>Reads one assembly's types of the given choice, for the rules' fixtures.</summary>
    public static CompiledSolution Read(string file, Func<TypeDefinition, bool> chosen) =>
        Of([Open(file, Resolver(Path.GetDirectoryName(file)!))], chosen);

    private static CompiledSolution Of(IReadOnlyList<AssemblyDefinition> assemblies, Func<TypeDefinition, bool> chosen) => new(
        assemblies,
        [.. assemblies.SelectMany(a => a.MainModule.Types).Where(t => !t.IsCompilerMade() && chosen(t)).OrderBy(t => t.FullName, StringComparer.Ordinal)]);

    private static bool IsProduct(string assembly) =>
        !assembly.StartsWith("Marketplace.Tests.", StringComparison.Ordinal)
        && assembly is not ("Marketplace.Map" or "Marketplace.Contracts.Kit" or "Marketplace.Migrator");

    private static AssemblyDefinition Open(string file, IAssemblyResolver resolver) =>
        AssemblyDefinition.ReadAssembly(file, new ReaderParameters { AssemblyResolver = resolver, InMemory = true });

    private static DefaultAssemblyResolver Resolver(string folder)
    {
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(folder);
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location));
        return resolver;
    }
}
