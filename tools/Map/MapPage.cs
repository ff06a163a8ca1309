namespace Marketplace.Map;

/// <summary>Writes the map: projects, contexts and the messages between them, as Mermaid diagrams.</summary>
public static class MapPage
{
    /// <summary>The whole page; the same solution gives the same text.</summary>
    public static string Of(CompiledSolution solution) => string.Join('\n',
    [
        "# Map", "",
        "Drawn from the compiled assemblies by `./dev map`; a test fails when it is stale, so do not edit it.", "",
        .. Projects(solution), .. Contexts(solution), .. Queries(solution.PublishedQueries),
        .. solution.Messages.GroupBy(m => m.Context).OrderBy(g => g.Key, StringComparer.Ordinal).SelectMany(g => Messages(g.Key, [.. g])),
    ]).TrimEnd('\n') + "\n";

    private static IEnumerable<string> Projects(CompiledSolution solution)
    {
        var names = solution.Assemblies.Select(a => a.Name.Name).ToHashSet();
        var arrows =
            from assembly in solution.Assemblies
            from used in assembly.MainModule.AssemblyReferences
            where names.Contains(used.Name)
            select $"{Id(assembly.Name.Name)} --> {Id(used.Name)}";
        return Diagram(
            "Projects", "An arrow points at what an assembly uses. Host finds the provider adapters by scanning, so it has no arrow to them.",
            [.. names.Order(StringComparer.Ordinal).Select(n => $"{Id(n)}[\"{Short(n)}\"]"), .. arrows.Order(StringComparer.Ordinal)]);
    }

    private static IEnumerable<string> Contexts(CompiledSolution solution)
    {
        var messages =
            from message in solution.Messages
            from sender in message.Senders
            from handler in message.Handlers
            where sender.Context != handler.Context
            group message.Name by (From: sender.Context, To: handler.Context) into way
            select $"{Id(way.Key.From)} -- {way.Distinct().Count()} --> {Id(way.Key.To)}";
        var queries =
            from query in solution.PublishedQueries
            from caller in query.Callers
            group query.Interface.Name by (From: caller.Context, To: query.Owner) into way
            select $"{Id(way.Key.From)} -. {Listed(way)} .-> {Id(way.Key.To)}";
        return Diagram(
            "Contexts",
            "Full arrows are messages from the context that sends to the one that handles, with their number; "
            + "dotted ones are published queries asked within the process.",
            [.. messages.Concat(queries).Order(StringComparer.Ordinal)]);
    }

    private static IEnumerable<string> Queries(IReadOnlyList<PublishedQuery> queries) =>
    [
        "## Published queries and commands", "", "| Interface | Owner | Asked by |", "| --- | --- | --- |",
        .. queries.Select(q => $"| `{q.Interface.Name}`{(q.IsCommand ? " (command)" : "")} | {q.Owner} | "
            + string.Join("; ", q.Callers.GroupBy(c => c.Context).Select(g => $"{g.Key} ({Listed(g.Select(c => c.Type))})")) + " |"),
        "",
    ];

    private static IEnumerable<string> Messages(string context, IReadOnlyList<Message> messages)
    {
        var quiet = messages.Where(m => m is { IsForOthers: true, Handlers.Count: 0 }).ToList();
        var diagram = Diagram(
            $"Messages of {context}", "From left to right: who sends, the message (commands in slanted boxes), who handles it.",
            [.. messages.Except(quiet).SelectMany(Arrows)]);
        return quiet.Count == 0 ? diagram : [.. diagram, $"For integrations and contexts to come: {Listed(quiet.Select(m => $"`{m.Name}`"))}.", ""];
    }

    private static IEnumerable<string> Arrows(Message message)
    {
        var node = "m_" + Id(message.Name.Replace('-', '_'));
        return
        [
            message.IsCommand ? $"{node}[/\"{message.Name}\"/]" : $"{node}([\"{message.Name}\"])",
            .. message.Senders.Select(s => $"s_{Node(s)} --> {node}"),
            .. message.Handlers.Select(h => $"{node} --> h_{Node(h)}"),
        ];
    }

    private static string Node(Party party) => $"{Id(party.Context)}_{party.Type}[\"{party.Context}<br/>{party.Type}\"]";

    private static IEnumerable<string> Diagram(string title, string words, IEnumerable<string> lines) =>
        [$"## {title}", "", words, "", "```mermaid", "flowchart LR", .. lines.Select(line => "  " + line), "```", ""];

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.Distinct().Order(StringComparer.Ordinal));

    private static string Short(string assembly) => assembly.Replace("Marketplace.", "", StringComparison.Ordinal);

    private static string Id(string name) => Short(name).Replace('.', '_');
}
