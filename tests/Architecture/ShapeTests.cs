using Marketplace.Map;
using Marketplace.Tests.Architecture.Reading;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mono.Cecil;
using Xunit;

namespace Marketplace.Tests.Architecture;

/// <summary>C: application code comes in five shapes and no others (architecture §3).</summary>
public sealed class ShapeTests
{
    private const string Shapes = "Marketplace.Application.";
    private const string External = "Marketplace.Ports.IExternalPort";

    [Fact]
    public void C01_application_holds_shapes_requests_and_views_only() => Rule.Holds(C01(Solution.Types));

    [Fact]
    public void C01_bites() => Rule.Bites(C01(Broken.Types), "OrderKeeper", "IOrderKeeper");

    [Fact]
    public void C02_only_errands_call_providers_and_only_the_others_load_aggregates() => Rule.Holds(C02(Solution.Types));

    [Fact]
    public void C02_bites() => Rule.Bites(
        C02(Broken.Types), "ChargeNowHandler takes", "ChargeAnyHandler calls", "ChargeErrand takes", "CuriousSaga takes");

    [Fact]
    public void C03_a_handler_lives_with_its_request_and_does_one_thing() =>
        Rule.Holds([.. C03(Solution.Sources), .. C03(Solution.Types)]);

    [Fact]
    public void C03_bites()
    {
        Rule.Bites(C03(Broken.Sources), "LonelyHandler");
        Rule.Bites(C03(Broken.Types), "TwoFacedHandler");
    }

    [Fact]
    public void C04_shapes_are_not_injected_into_each_other() =>
        Rule.Holds([.. C04(Solution.Types), .. Published(Solution.Compiled, Solution.ReadOrEmpty("tests/Architecture/Approved/PublishedCommands.txt"))]);

    [Fact]
    public void C04_bites()
    {
        Rule.Bites(C04(Broken.Types), "ChainsHandlersHandler");
        Rule.Bites(Published(Broken.Compiled, ""), "IOrderCommands");
    }

    [Fact]
    public void C05_every_message_has_somebody_to_handle_it() => Rule.Holds(C05(Solution.Compiled));

    [Fact]
    public void C05_bites() => Rule.Bites(C05(Broken.Compiled), "OpenMessage has no handler", "DoTwice has 2 handlers", "HeardAfterAll");

    private static IEnumerable<string> C01(IReadOnlyList<TypeDefinition> types) =>
        from type in types
        where type.IsIn("Application") && type.Context() != "" && type.IsPublic
        where !(type.IsRecord() && type.IsSealed) && !type.IsEnum && !IsShape(type)
            && !type.Is(Shapes + "IAnnouncements") && !type.Is("FluentValidation.AbstractValidator`1")
        select $"C01 {type.FullName} is none of the five shapes, nor a request, answer, view, validator or announcements: "
            + "a rule belongs in Domain, a read in a query, a technique behind a port.";

    private static IEnumerable<string> C02(IReadOnlyList<TypeDefinition> types) =>
    [
        .. from type in types.Where(IsQuiet)
           from taken in type.Takes()
           where taken.ParameterType.Definition()?.Is(External) is true
           select $"C02 {type.FullName} takes {taken.ParameterType.Name}, which leaves the process: send a command to an errand.",
        .. from type in types.Where(IsQuiet)
           from call in type.Calls()
           where call.Name == "Find" && call.DeclaringType.GetElementType().FullName == "Marketplace.Ports.IProviders`1"
           select $"C02 {type.FullName} calls IProviders.Find and so holds a provider: choose by code here, call it in an errand.",
        .. from type in types.Where(t => t.Is(Shapes + "IErrand`1"))
           from taken in type.Takes()
           where taken.ParameterType.IsIn("Domain")
           select $"C02 {type.FullName} takes {taken.ParameterType.Name}: an errand holds no aggregate; let a use case load and store.",
        .. from type in types.Where(t => t.Is(Shapes + "Saga`2"))
           from taken in type.Takes()
           select $"C02 {type.FullName} takes {taken.ParameterType.Name}: a saga is a pure table of moves and takes nothing.",
    ];

    private static IEnumerable<string> C03(IReadOnlyList<SourceFile> sources) =>
        from source in sources
        where source.Path.StartsWith("src/Application/UseCases/", StringComparison.Ordinal) && !source.Path.Contains("/Shapes/", StringComparison.Ordinal)
        from handler in source.All<ClassDeclarationSyntax>()
        from shape in handler.BaseList?.Types.Select(t => t.Type).OfType<GenericNameSyntax>() ?? []
        where shape.Identifier.Text == "IUseCase"
        let request = shape.TypeArgumentList.Arguments[0].ToString()
        where !source.All<RecordDeclarationSyntax>().Any(r => r.Identifier.Text == request) && !IsMessage(request)
        select $"C03 {source.At(handler)} {handler.Identifier} handles {request}, which is not in this file: keep request, validator and handler together.";

    private static IEnumerable<string> C03(IReadOnlyList<TypeDefinition> types) =>
        from type in types
        where type.Context() != "" && !type.IsAbstract && (IsShape(type) || type.Is(Shapes + "IQuery`2")) && !type.Is(Shapes + "Saga`2")
        let methods = type.Methods.Where(m => m is { IsPublic: true, IsConstructor: false }).Select(m => m.Name).ToList()
        where methods.Count > 1
        select $"C03 {type.FullName} has {methods.Count} public methods ({string.Join(", ", methods)}): one handler, one request; split it.";

    private static IEnumerable<string> C04(IReadOnlyList<TypeDefinition> types) =>
        from type in types
        where type.Context() != "" && (IsShape(type) || type.Is(Shapes + "IQuery`2"))
        from taken in type.Takes()
        let shape = taken.ParameterType.GetElementType()
        where shape.Namespace == "Marketplace.Application" && shape.Name is "IUseCase`2" or "IQuery`2" or "IReaction`1" or "IErrand`1"
        where !(shape.Name == "IUseCase`2" && type.Is(Shapes + "IErrand`1"))
        select $"C04 {type.FullName} takes {taken.ParameterType.Name}: handlers do not call handlers; move what they share into the domain or send a message.";

    private static IEnumerable<string> Published(CompiledSolution solution, string approved) =>
        from query in solution.PublishedQueries
        where query.IsCommand && !approved.Split('\n').Contains(query.Interface.FullName)
        select $"C04 {query.Interface.FullName} changes another context while a caller waits: prefer a message, or argue for it and add it to "
            + "tests/Architecture/Approved/PublishedCommands.txt.";

    private static IEnumerable<string> C05(CompiledSolution solution) =>
    [
        .. from message in solution.Messages
           where message.Handlers.Count == 0 && !message.IsForOthers
           select $"C05 {message.Record.FullName} has no handler: write one, mark it [ForOthers] or remove it.",
        .. from message in solution.Messages
           where message.IsCommand && message.Handlers.Count > 1
           select $"C05 {message.Record.FullName} has {message.Handlers.Count} handlers ({string.Join(", ", message.Handlers.Select(h => h.Type))}): "
               + "a command is done by exactly one.",
        .. from message in solution.Messages
           where message.IsForOthers && message.Handlers.Count > 0
           select $"C05 {message.Record.FullName} is marked [ForOthers] but {message.Handlers[0].Type} handles it: drop the mark.",
    ];

    private static bool IsShape(TypeDefinition type) =>
        type.Is(Shapes + "IErrand`1") || IsQuiet(type);

    // Use cases, reactions and sagas: they never wait for the network.
    private static bool IsQuiet(TypeDefinition type) => !type.IsAbstract && type.Context() != ""
        && (type.Is(Shapes + "IUseCase`2") || type.Is(Shapes + "IReaction`1") || type.Is(Shapes + "Saga`2"));

    private static bool IsMessage(string record) => Solution.Compiled.Messages.Any(m => m.Record.Name == record);
}
