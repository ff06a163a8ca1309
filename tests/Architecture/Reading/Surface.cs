using Marketplace.Map;
using Mono.Cecil;

namespace Marketplace.Tests.Architecture.Reading;

/// <summary>What others can call of a layer.</summary>
internal static class Surface
{
    private static readonly string[] MadeByRecords =
        ["Equals", "GetHashCode", "ToString", "PrintMembers", "Deconstruct", "op_Equality", "op_Inequality", "<Clone>$", "get_EqualityContract"];

    /// <summary>Public types of a layer and their public and protected members, one per line, sorted.</summary>
    public static string Of(IReadOnlyList<TypeDefinition> types, string layer)
    {
        var lines = types.Where(t => t.IsIn(layer)).SelectMany(TypeUse.WithNested).Where(IsSeen)
            .SelectMany(t => Members(t).Select(m => $"{FullName(t)}.{m}").Prepend($"{FullName(t)} ({Kind(t)}){Parents(t)}"));
        return string.Concat(lines.Order(StringComparer.Ordinal).Select(line => line + "\n"));
    }

    private static bool IsSeen(TypeDefinition type) =>
        !type.IsCompilerMade() && (type.IsPublic || (type.IsNestedPublic && IsSeen(type.DeclaringType)));

    private static IEnumerable<string> Members(TypeDefinition type) =>
    [
        .. type.Fields.Where(f => f is { IsPublic: true, IsSpecialName: false }).Select(f => $"{f.Name} : {Written(f.FieldType)}"),
        .. type.Properties.Where(p => IsSeen(p.GetMethod)).Select(p => $"{p.Name} : {Written(p.PropertyType)}{Setter(p.SetMethod)}"),
        .. type.Methods.Where(m => IsSeen(m) && !m.IsGetter && !m.IsSetter && !(type.IsRecord() && MadeByRecords.Contains(m.Name))).Select(Written),
    ];

    private static bool IsSeen(MethodDefinition? method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    private static string Setter(MethodDefinition? set) =>
        !IsSeen(set) ? "" : set!.ReturnType is RequiredModifierType ? " (init)" : " (set)";

    private static string FullName(TypeDefinition type) => type.FullName.Replace('/', '.');

    private static string Written(MethodDefinition method) =>
        $"{(method.IsConstructor ? "new" : method.Name)}({string.Join(", ", method.Parameters.Select(p => Written(p.ParameterType)))})"
        + (method.IsConstructor ? "" : $" : {Written(method.ReturnType)}");

    private static string Written(TypeReference type) => type switch
    {
        GenericInstanceType closed => $"{closed.ElementType.Name.Split('`')[0]}<{string.Join(", ", closed.GenericArguments.Select(Written))}>",
        ArrayType array => Written(array.ElementType) + "[]",
        RequiredModifierType init => Written(init.ElementType),
        ByReferenceType reference => "ref " + Written(reference.ElementType),
        GenericParameter parameter => parameter.Name,
        { DeclaringType: { } outer } => $"{Written(outer)}.{type.Name}",
        _ => type.Name.Split('`')[0],
    };

    private static string Kind(TypeDefinition type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsEnum: true } => "enum",
        _ when type.IsRecord() => type.IsValueType ? "record struct" : type.IsSealed ? "record" : "open record",
        { IsValueType: true } => "struct",
        _ when type.IsStatic() => "static class",
        _ => type.IsSealed ? "class" : "open class",
    };

    private static string Parents(TypeDefinition type)
    {
        var ours = type.Interfaces.Select(i => i.InterfaceType).Append(type.BaseType).Where(p => p?.Namespace.StartsWith("Marketplace", StringComparison.Ordinal) is true);
        return string.Concat(ours.Select(p => $" : {Written(p!)}").Order(StringComparer.Ordinal));
    }
}
