using Mono.Cecil;

namespace Marketplace.Map;

/// <summary>An interface of Ports that one context answers inside the process and others call.</summary>
/// <param name="Owner">Context whose folder in Ports it lives in.</param>
/// <param name="Callers">Contexts that take it, the owner left out.</param>
public sealed record PublishedQuery(TypeDefinition Interface, string Owner, bool IsCommand, IReadOnlyList<Party> Callers)
{
    /// <summary>Every published query and command by name.</summary>
    public static IReadOnlyList<PublishedQuery> Of(IReadOnlyList<TypeDefinition> types)
    {
        var callers = types.Where(t => !t.IsIn("Ports"))
            .SelectMany(t => t.Uses().Select(used => (used.FullName, Type: t))).ToLookup(u => u.FullName, u => u.Type);
        var published =
            from type in types
            where type.IsInterface && type.IsIn("Ports") && type.Context() != "" && !type.Is("Marketplace.Ports.IExternalPort")
            let parties = callers[type.FullName].Where(c => !c.Is(type.FullName) && c.Context() != type.Context())
                .Select(c => new Party(c.Context() is "" ? "Host" : c.Context(), c.Name, ""))
            select new PublishedQuery(type, type.Context(), Commands(type), [.. parties.OrderBy(p => p.Context, StringComparer.Ordinal).ThenBy(p => p.Type, StringComparer.Ordinal)]);
        return [.. published.OrderBy(q => q.Interface.Name, StringComparer.Ordinal)];
    }

    // A query answers with facts; only a command answers "done" or a refusal.
    private static bool Commands(TypeDefinition type) => type.Methods.Any(m =>
        m.ReturnType is GenericInstanceType answer && answer.GenericArguments[0].Namespace == "Marketplace.Kernel"
        && answer.GenericArguments[0].Name is "Result" or "Result`1");
}
