using Marketplace.Map;
using Mono.Cecil;

namespace Marketplace.Tests.Architecture.Reading;

/// <summary>What the rules look at: compiled assemblies beside the test, source and project files of the repository.</summary>
internal static class Solution
{
    private static readonly string[] SourceFolders = ["src", "tests", "tools", "bench"];

    /// <summary>Folder of the repository.</summary>
    public static readonly string Root = FindRoot(AppContext.BaseDirectory);

    /// <summary>The product as compiled.</summary>
    public static readonly CompiledSolution Compiled = CompiledSolution.Read(AppContext.BaseDirectory);

    /// <summary>Types somebody wrote in the product.</summary>
    public static IReadOnlyList<TypeDefinition> Types => Compiled.Types;

    /// <summary>C# files of the repository, generated ones and fixtures left out.</summary>
    public static readonly IReadOnlyList<SourceFile> Sources = [.. SourceFolders.SelectMany(folder => SourceFile.Below(Root, folder))];

    /// <summary>Project files of the repository.</summary>
    public static readonly IReadOnlyList<ProjectFile> Projects =
        [.. SourceFolders.SelectMany(folder => ProjectFile.Below(Path.Combine(Root, folder), "*.csproj"))];

    /// <summary>A file of the repository that may be missing.</summary>
    public static string ReadOrEmpty(string path) =>
        File.Exists(Path.Combine(Root, path)) ? File.ReadAllText(Path.Combine(Root, path)) : "";

    private static string FindRoot(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Marketplace.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException($"No Marketplace.sln above {from}: run the tests inside the repository.");
    }
}

/// <summary>Code that breaks the rules on purpose, laid out as if it were the product's.</summary>
internal static class Broken
{
    private const string Folder = "tests/Architecture/Fixtures";

    /// <summary>Compiled fixtures: types of this assembly whose namespaces look like the product's.</summary>
    public static readonly CompiledSolution Compiled = Read();

    /// <summary>Reads them anew.</summary>
    public static CompiledSolution Read() => CompiledSolution.Read(
        typeof(Broken).Assembly.Location, type => type.Namespace != "" && !type.Namespace.StartsWith("Marketplace.Tests.", StringComparison.Ordinal));

    /// <summary>Types of the compiled fixtures.</summary>
    public static IReadOnlyList<TypeDefinition> Types => Compiled.Types;

    /// <summary>Source fixtures; their paths are those they would have in the repository.</summary>
    public static readonly IReadOnlyList<SourceFile> Sources =
        [.. SourceFile.Below(Path.Combine(Solution.Root, Folder, "Sources"), ""), new("src/Domain/Model/Orders/TooLong.cs", string.Concat(Enumerable.Repeat("using System;\n", 400)))];

    /// <summary>Project files that break the graph.</summary>
    public static readonly IReadOnlyList<ProjectFile> Projects =
        [.. ProjectFile.Below(Path.Combine(Solution.Root, Folder, "Projects"), "*.xml")];
}
