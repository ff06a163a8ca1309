using Mono.Cecil;

namespace Marketplace.Map;

/// <summary>Questions the rules and the map ask of a compiled type.</summary>
public static class TypeReading
{
    /// <summary>The context of a type, read from its namespace (<c>Marketplace.Layer.Context</c>); empty for code at a layer's root.</summary>
    public static string Context(this TypeReference type) => type.Outermost().Namespace.Split('.') switch
    {
        ["Marketplace", "Adapters", "Http" or "Web", var context, ..] => context,
        ["Marketplace", "Adapters", not ("Http" or "Web" or "Sdk") and var family, ..] => family,
        ["Marketplace", not "Adapters", var context, ..] => context,
        _ => "",
    };

    /// <summary>True below a namespace of this product, for instance <c>Domain</c> or <c>Adapters.Http</c>.</summary>
    public static bool IsIn(this TypeReference type, string layer)
    {
        var space = type.Outermost().Namespace;
        return space == "Marketplace." + layer || space.StartsWith("Marketplace." + layer + ".", StringComparison.Ordinal);
    }

    /// <summary>The type it is nested in, at the top.</summary>
    public static TypeReference Outermost(this TypeReference type) => type.DeclaringType is { } outer ? outer.Outermost() : type.GetElementType();

    /// <summary>Not written by anybody.</summary>
    public static bool IsCompilerMade(this TypeDefinition type) => type.Name.StartsWith('<')
        || type.CustomAttributes.Any(a => a.AttributeType.Name is "CompilerGeneratedAttribute" or "EmbeddedAttribute");

    /// <summary>A record class or record struct.</summary>
    public static bool IsRecord(this TypeDefinition type) => type.Methods.Any(m => m.Name is "<Clone>$")
        || (type.IsValueType && type.Methods.Any(m => m.Name == "PrintMembers"));

    /// <summary>Static in C#.</summary>
    public static bool IsStatic(this TypeDefinition type) => type is { IsAbstract: true, IsSealed: true };

    /// <summary>The closed form of an interface or base class of this name, or none; looks through base types of the solution.</summary>
    public static IEnumerable<TypeReference> As(this TypeDefinition type, string name)
    {
        foreach (var implemented in type.Interfaces.Select(i => i.InterfaceType).Where(i => i.GetElementType().FullName == name)) yield return implemented;
        foreach (var inherited in type.Interfaces.Select(i => i.InterfaceType).Where(Ours).SelectMany(i => Definition(i)?.As(name) ?? []))
            yield return inherited;
        if (type.BaseType is not { } parent) yield break;

        if (parent.GetElementType().FullName == name) yield return parent;
        if (!Ours(parent)) yield break;
        foreach (var inherited in Definition(parent)?.As(name) ?? []) yield return inherited;
    }

    /// <summary>True for a type that implements or extends the named one.</summary>
    public static bool Is(this TypeDefinition type, string name) => type.As(name).Any();

    /// <summary>The type argument at a place of a closed generic type.</summary>
    public static TypeReference Argument(this TypeReference type, int place) => ((GenericInstanceType)type).GenericArguments[place];

    /// <summary>Parameters of all constructors somebody can call.</summary>
    public static IEnumerable<ParameterDefinition> Takes(this TypeDefinition type) =>
        type.Methods.Where(m => m is { IsConstructor: true, IsStatic: false, IsPrivate: false }).SelectMany(m => m.Parameters);

    /// <summary>The definition behind a reference; null when its assembly is not at hand.</summary>
    public static TypeDefinition? Definition(this TypeReference type)
    {
        try
        {
            return type.Resolve();
        }
        catch (AssemblyResolutionException)
        {
            return null;
        }
    }

    private static bool Ours(TypeReference type) => type.Namespace.StartsWith("Marketplace", StringComparison.Ordinal);
}
