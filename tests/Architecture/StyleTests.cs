using System.Text.RegularExpressions;
using Marketplace.Map;
using Marketplace.Tests.Architecture.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mono.Cecil;
using Xunit;

namespace Marketplace.Tests.Architecture;

/// <summary>F: names, sizes and habits (architecture §12, §13 and §16).</summary>
public sealed partial class StyleTests
{
    private const string Shapes = "Marketplace.Application.";
    private static readonly string[] EmptyWords = ["Manager", "Helper", "Util", "Common", "Base", "Impl", "Data", "Info", "Processor", "Service"];
    private static readonly string[] Libraries = ["Marketplace.Kernel", "Marketplace.Ports", "Marketplace.Adapters.Sdk"];

    [Fact]
    public void F01_names_say_what_a_type_stands_for() => Rule.Holds([.. F01(Solution.Sources), .. F01(Solution.Types)]);

    [Fact]
    public void F01_bites()
    {
        Rule.Bites(F01(Broken.Sources), "OrderManager");
        Rule.Bites(F01(Broken.Types), "ChargeAnyHandler handles", "TwoFacedHandler is a reaction", "PatientProcess is a saga");
    }

    [Fact]
    public void F02_files_methods_and_constructors_stay_small() => Rule.Holds(Size.Violations(Solution.Sources));

    [Fact]
    public void F02_bites() => Rule.Bites(Size.Violations(Broken.Sources), "TooLong.cs has", "Endless has", "GreedyConstructor takes 7");

    [Fact]
    public void F03_habits_that_hide_faults_are_absent() => Rule.Holds([.. F03(Solution.Sources), .. F03(Solution.Types)]);

    [Fact]
    public void F03_bites()
    {
        Rule.Bites(F03(Broken.Sources), "async void", "empty catch", "#region", "commented out", "issue number");
        Rule.Bites(F03(Broken.Types), "get_Result", "Task::Wait");
    }

    [Fact]
    public void F04_handlers_and_adapters_are_sealed() => Rule.Holds(F04(Solution.Types));

    [Fact]
    public void F04_bites() => Rule.Bites(F04(Broken.Types), "UnsealedHandler");

    [Fact]
    public void F05_public_members_of_the_libraries_are_documented() => Rule.Holds(F05(Solution.Projects));

    [Fact]
    public void F05_bites() => Rule.Bites(F05(Broken.Projects), "Marketplace.Ports");

    [Fact]
    public void F07_test_names_are_sentences_and_contexts_have_a_readme() =>
        Rule.Holds([.. F07(Solution.Sources), .. Readmes(Solution.Sources, Path.Combine(Solution.Root))]);

    [Fact]
    public void F07_bites()
    {
        Rule.Bites(F07(Broken.Sources), "TestPlaceOrder");
        Rule.Bites(Readmes(Broken.Sources, "nowhere"), "Orders");
    }

    private static IEnumerable<string> F01(IReadOnlyList<SourceFile> sources) =>
        from source in sources
        from type in source.All<BaseTypeDeclarationSyntax>()
        from word in Names.Words(type.Identifier.Text).Intersect(EmptyWords)
        select $"F01 {source.At(type)} {type.Identifier}: '{word}' says nothing; name it for what it stands for in the business.";

    private static IEnumerable<string> F01(IReadOnlyList<TypeDefinition> types) =>
    [
        .. from type in types
           where type.Context() != "" && !type.IsAbstract
           from shape in type.As(Shapes + "IUseCase`2").Concat(type.As(Shapes + "IQuery`2"))
           where type.Name != shape.Argument(0).Name + "Handler"
           select $"F01 {type.FullName} handles {shape.Argument(0).Name}: call it {shape.Argument(0).Name}Handler.",
        .. from type in types
           from shape in type.As(Shapes + "IQuery`2")
           where type.Context() != "" && Names.Words(shape.Argument(0).Name)[0] is not ("Get" or "List" or "Search")
           select $"F01 {shape.Argument(0).FullName} is a query: call it Get…, List… or Search….",
        .. from type in types
           where type.Context() != "" && type.Is(Shapes + "IReaction`1") && !type.Name.Contains("When", StringComparison.Ordinal)
           select $"F01 {type.FullName} is a reaction: call it what it does + When + event.",
        .. from type in types
           where type.Context() != "" && type.Is(Shapes + "Saga`2") && !type.Name.EndsWith("Saga", StringComparison.Ordinal)
           select $"F01 {type.FullName} is a saga: end its name in Saga.",
        .. from type in types
           where type.IsClass && type.Is("Marketplace.Adapters.Sdk.IAdapter") && !type.Name.EndsWith("Adapter", StringComparison.Ordinal)
           select $"F01 {type.FullName} is an adapter's entry point: end its name in Adapter.",
    ];

    private static IEnumerable<string> F03(IReadOnlyList<SourceFile> sources) =>
        from source in sources
        from fault in (IEnumerable<string>)
        [
            .. source.All<MethodDeclarationSyntax>().Where(m => m.Modifiers.Any(SyntaxKind.AsyncKeyword) && m.ReturnType.ToString() == "void")
                .Select(m => $"{source.At(m)} async void {m.Identifier}: nobody can await it or see it fail; return a Task."),
            .. source.All<CatchClauseSyntax>().Where(c => c.Block.Statements.Count == 0 && !c.Block.DescendantTrivia().Any(IsComment))
                .Select(c => $"{source.At(c)} empty catch: let it reach the edge, or say why it may be ignored."),
            .. source.All<RegionDirectiveTriviaSyntax>().Select(r => $"{source.At(r)} #region: a file that needs one needs to be two."),
            .. Comments(source).Where(c => IsCode(c.Text)).Select(c => $"{c.At} commented out code: delete it, git remembers."),
            .. Comments(source).Where(c => Reminder().IsMatch(c.Text) && !Issue().IsMatch(c.Text))
                .Select(c => $"{c.At} a reminder without an issue number: do it now or open an issue and name it (#123)."),
        ]
        select "F03 " + fault;

    private static IEnumerable<string> F03(IReadOnlyList<TypeDefinition> types) =>
        from type in types
        from call in type.Calls()
        let waits = call.DeclaringType.GetElementType().FullName
        where (waits, call.Name) is ("System.Threading.Tasks.Task", "Wait") or ("System.Threading.Tasks.Task`1" or "System.Threading.Tasks.ValueTask`1", "get_Result")
        select $"F03 {type.FullName} calls {waits}::{call.Name}: it blocks a thread and can dead-lock; await it.";

    private static IEnumerable<string> F04(IReadOnlyList<TypeDefinition> types) =>
        from type in types
        where type is { IsClass: true, IsSealed: false, IsAbstract: false }
        where type.IsIn("Adapters") || type.Is(Shapes + "IUseCase`2") || type.Is(Shapes + "IQuery`2") || type.Is(Shapes + "IReaction`1")
            || type.Is(Shapes + "IErrand`1") || type.Is(Shapes + "Saga`2")
        select $"F04 {type.FullName} is not sealed: handlers and adapters are not for inheriting.";

    private static IEnumerable<string> F05(IReadOnlyList<ProjectFile> projects) =>
        from project in projects
        where Libraries.Contains(project.Name)
        where project.Property("GenerateDocumentationFile") != "true" || project.Property("NoWarn").Contains("1591", StringComparison.Ordinal)
        select $"F05 {project.Name} does not let the compiler ask for summaries: set GenerateDocumentationFile and keep CS1591 an error.";

    private static IEnumerable<string> F07(IReadOnlyList<SourceFile> sources) =>
        from source in sources
        where source.Path.StartsWith("tests/", StringComparison.Ordinal)
        from test in source.All<MethodDeclarationSyntax>()
        where test.AttributeLists.SelectMany(a => a.Attributes).Any(a => a.Name.ToString() is "Fact" or "Theory" or "Property")
        where !Sentence().IsMatch(test.Identifier.Text)
        select $"F07 {source.At(test)} {test.Identifier}: write a sentence about behaviour, words_joined_by_underscores.";

    private static IEnumerable<string> Readmes(IReadOnlyList<SourceFile> sources, string root) =>
        from context in sources.Select(s => s.Parts).Where(p => p is ["src", "Domain", "Model", _, ..] and not [_, _, _, _]).Select(p => p[3]).Distinct()
        let readme = Path.Combine("src", "Domain", "Model", context, "README.md")
        where !File.Exists(Path.Combine(root, readme))
        select $"F07 {context} has no {readme}: one screen with purpose, words, invariants, messages in and out.";

    private static IEnumerable<(string At, string Text)> Comments(SourceFile source) => source.Syntax.DescendantTrivia().Where(IsComment)
        .Select(c => (source.At(c.GetLocation()), c.ToString().TrimStart('/', '*', ' ').TrimEnd('/', '*', ' ')));

    private static bool IsComment(SyntaxTrivia trivia) => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia;

    // What ends like a statement and parses as one was code.
    private static bool IsCode(string comment) => comment is [.., ';' or '}' or '{']
        && !SyntaxFactory.ParseStatement(comment[^1] == '{' ? comment + "}" : comment).ContainsDiagnostics;

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b")]
    private static partial Regex Reminder();

    [GeneratedRegex(@"#\d+")]
    private static partial Regex Issue();

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*(_[A-Za-z0-9]+)+$")]
    private static partial Regex Sentence();
}
