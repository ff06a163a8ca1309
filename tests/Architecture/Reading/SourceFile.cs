using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Marketplace.Tests.Architecture.Reading;

/// <summary>One C# file: its path in the repository and its syntax.</summary>
internal sealed class SourceFile(string path, string text)
{
    private readonly Lazy<SyntaxNode> _syntax = new(() => CSharpSyntaxTree.ParseText(text).GetRoot());

    /// <summary>Path from the repository's root, with forward slashes.</summary>
    public string Path => path;

    /// <summary>The text.</summary>
    public string Text => text;

    /// <summary>The file's parts below the root.</summary>
    public string[] Parts => path.Split('/');

    /// <summary>The file parsed.</summary>
    public SyntaxNode Syntax => _syntax.Value;

    /// <summary>Nodes of one kind.</summary>
    public IEnumerable<T> All<T>() where T : SyntaxNode => Syntax.DescendantNodes(descendIntoTrivia: true).OfType<T>();

    /// <summary>Where a node is, as <c>path:line</c>.</summary>
    public string At(SyntaxNode node) => At(node.GetLocation());

    /// <summary>Where something is, as <c>path:line</c>.</summary>
    public string At(Location location) => $"{path}:{location.GetLineSpan().StartLinePosition.Line + 1}";

    /// <summary>C# files below a folder of a root; build output, migrations and fixtures are not ours to judge.</summary>
    public static IEnumerable<SourceFile> Below(string root, string folder)
    {
        var start = System.IO.Path.Combine(root, folder);
        if (!Directory.Exists(start)) return [];
        return
            from file in Directory.EnumerateFiles(start, "*.cs", SearchOption.AllDirectories)
            let name = System.IO.Path.GetRelativePath(root, file).Replace('\\', '/')
            where !IsLeftOut(name)
            orderby name
            select new SourceFile(name, File.ReadAllText(file));
    }

    private static bool IsLeftOut(string path) =>
        path.Split('/').Any(part => part is "bin" or "obj" or "Migrations") || path.StartsWith("tests/Architecture/Fixtures/", StringComparison.Ordinal);
}
