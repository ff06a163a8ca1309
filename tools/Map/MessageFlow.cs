using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Marketplace.Map;

/// <summary>A class that sends or handles a message.</summary>
public sealed record Party(string Context, string Type, string Shape);

/// <summary>A message record of Ports with everybody who sends or handles it.</summary>
public sealed record Message(
    TypeDefinition Record, string Name, string Context, bool IsCommand, bool IsForOthers, IReadOnlyList<Party> Senders, IReadOnlyList<Party> Handlers);

/// <summary>Finds the messages of Ports, who makes them and who handles them.</summary>
public static class MessageFlow
{
    private const string Shapes = "Marketplace.Application.";

    /// <summary>Every message by wire name.</summary>
    public static IReadOnlyList<Message> Of(IReadOnlyList<TypeDefinition> types)
    {
        var senders = Index(types.Where(t => !t.IsIn("Ports")).SelectMany(Sent));
        var handlers = Index(types.SelectMany(Handled));
        var messages =
            from type in types
            where type.IsIn("Ports") && type.IsClass && type.Is("Marketplace.Ports.IMessage")
            select new Message(
                type, WireName(type), type.Context(), type.Is("Marketplace.Ports.ICommand"),
                type.CustomAttributes.Any(a => a.AttributeType.Name == "ForOthersAttribute"), senders(type), handlers(type));
        return [.. messages.OrderBy(m => m.Name, StringComparer.Ordinal).ThenBy(m => m.Record.FullName, StringComparer.Ordinal)];
    }

    private static string WireName(TypeDefinition message) =>
        message.CustomAttributes.FirstOrDefault(a => a.AttributeType.FullName == "Marketplace.Ports.MessageAttribute")
            ?.ConstructorArguments[0].Value as string ?? "";

    private static Func<TypeDefinition, IReadOnlyList<Party>> Index(IEnumerable<(string Message, Party Party)> found)
    {
        var index = found.Distinct().ToLookup(f => f.Message, f => f.Party);
        return message => [.. index[message.FullName].OrderBy(p => p.Context, StringComparer.Ordinal).ThenBy(p => p.Type, StringComparer.Ordinal)];
    }

    private static IEnumerable<(string, Party)> Sent(TypeDefinition type) =>
        from step in type.Instructions()
        where step.OpCode == OpCodes.Newobj
        let made = ((MethodReference)step.Operand).DeclaringType
        where made.IsIn("Ports") && made.Namespace.EndsWith(".Messages", StringComparison.Ordinal)
        select (made.FullName, new Party(type.Context(), type.Name, ShapeOf(type)));

    private static IEnumerable<(string, Party)> Handled(TypeDefinition type)
    {
        var direct = new[] { "IUseCase`2", "IReaction`1", "IErrand`1" }.SelectMany(s => type.As(Shapes + s)).Select(s => s.Argument(0));
        return direct.Concat(Moves(type)).Select(message => (message.FullName, new Party(type.Context(), type.Name, ShapeOf(type))));
    }

    private static IEnumerable<TypeReference> Moves(TypeDefinition type) => !type.Is(Shapes + "Saga`2") ? [] : type.Calls()
        .OfType<GenericInstanceMethod>().Where(m => m.Name is "Start" or "When").Select(m => m.GenericArguments[0]);

    private static string ShapeOf(TypeDefinition type) => type switch
    {
        _ when type.Is(Shapes + "Saga`2") => "saga",
        _ when type.Is(Shapes + "IErrand`1") => "errand",
        _ when type.Is(Shapes + "IReaction`1") => "reaction",
        _ when type.Is(Shapes + "IUseCase`2") => "use case",
        _ when type.Is(Shapes + "IAnnouncements") => "announcements",
        _ => "backbone",
    };
}
