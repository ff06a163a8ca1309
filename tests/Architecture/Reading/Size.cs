using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Marketplace.Tests.Architecture.Reading;

/// <summary>Rule F02: the sizes of architecture §13.</summary>
internal static class Size
{
    private const int FileLines = 300;
    private const int MethodLines = 40;
    private const int Parameters = 6;

    /// <summary>Files, methods and constructors that outgrew their size.</summary>
    public static IEnumerable<string> Violations(IReadOnlyList<SourceFile> sources) => sources.SelectMany(Violations);

    private static IEnumerable<string> Violations(SourceFile source) =>
    [
        .. Long(source), .. source.All<SyntaxNode>().Where(IsMethod).Where(m => Lines(m) > MethodLines)
            .Select(m => $"F02 {source.At(m)} {NameOf(m)} has {Lines(m)} lines, at most {MethodLines}: name a step and move it out."),
        .. source.All<ConstructorDeclarationSyntax>().Where(c => c.ParameterList.Parameters.Count > Parameters)
            .Select(c => Greedy(source, c, c.Identifier.Text, c.ParameterList.Parameters.Count)),
        .. source.All<ClassDeclarationSyntax>().Where(c => c.ParameterList?.Parameters.Count > Parameters)
            .Select(c => Greedy(source, c, c.Identifier.Text, c.ParameterList!.Parameters.Count)),
    ];

    private static IEnumerable<string> Long(SourceFile source)
    {
        var lines = source.Text.AsSpan().TrimEnd('\n').Count('\n') + 1;
        if (source.Text.Length > 0 && lines > FileLines) yield return $"F02 {source.Path} has {lines} lines, at most {FileLines}: a missing concept wants its own file.";
    }

    private static string Greedy(SourceFile source, SyntaxNode at, string name, int count) =>
        $"F02 {source.At(at)} {name} takes {count} parameters, at most {Parameters}: a missing concept wants to be one of them.";

    private static bool IsMethod(SyntaxNode node) =>
        node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax;

    private static int Lines(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        _ => node.GetType().Name,
    };
}
