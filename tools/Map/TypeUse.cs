using System.Collections.Concurrent;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Marketplace.Map;

/// <summary>What a compiled type touches: signatures, attributes and the bodies of its methods, nested and compiler-made types included.</summary>
public static class TypeUse
{
    private static readonly ConcurrentDictionary<TypeDefinition, IReadOnlyList<TypeReference>> Known = new();

    /// <summary>Every type it names, once each and itself left out.</summary>
    public static IReadOnlyList<TypeReference> Uses(this TypeDefinition type) => Known.GetOrAdd(type, Collect);

    /// <summary>Every instruction in its methods and in those of its nested types.</summary>
    public static IEnumerable<Instruction> Instructions(this TypeDefinition type) => type.WithNested()
        .SelectMany(t => t.Methods).Where(m => m.HasBody).SelectMany(m => m.Body.Instructions);

    /// <summary>Every method it calls.</summary>
    public static IEnumerable<MethodReference> Calls(this TypeDefinition type) => type.Instructions().Select(i => i.Operand).OfType<MethodReference>();

    /// <summary>The type and all types nested in it.</summary>
    public static IEnumerable<TypeDefinition> WithNested(this TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    private static List<TypeReference> Collect(TypeDefinition type)
    {
        var found = new Dictionary<string, TypeReference>(StringComparer.Ordinal);
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var part in type.WithNested())
        {
            // Most references are shared objects; spelling out a full name is what costs.
            var named = Signature(part).Concat(part.Methods.SelectMany(InMethod)).Where(t => t is not null && seen.Add(t)).SelectMany(Parts);
            foreach (var used in named) found.TryAdd(used.FullName, used);
        }

        return [.. found.Values.Where(used => used.Outermost().FullName != type.FullName && !used.Outermost().Name.StartsWith('<')).OrderBy(used => used.FullName, StringComparer.Ordinal)];
    }

    private static IEnumerable<TypeReference?> Signature(TypeDefinition type) =>
    [
        type.BaseType, .. type.Interfaces.Select(i => i.InterfaceType), .. type.Fields.Select(f => f.FieldType),
        .. type.GenericParameters.SelectMany(g => g.Constraints).Select(c => c.ConstraintType),
        .. Attributes(type), .. type.Fields.SelectMany(Attributes), .. type.Properties.SelectMany(Attributes),
    ];

    private static IEnumerable<TypeReference?> InMethod(MethodDefinition method) =>
    [
        method.ReturnType, .. method.Parameters.Select(p => p.ParameterType), .. method.Parameters.SelectMany(Attributes), .. Attributes(method),
        .. method.GenericParameters.SelectMany(g => g.Constraints).Select(c => c.ConstraintType),
        .. method.HasBody ? InBody(method.Body) : [],
    ];

    private static IEnumerable<TypeReference?> InBody(MethodBody body) =>
    [
        .. body.Variables.Select(v => v.VariableType), .. body.ExceptionHandlers.Select(h => h.CatchType),
        .. body.Instructions.SelectMany(i => InOperand(i.Operand)),
    ];

    private static IEnumerable<TypeReference?> InOperand(object? operand) => operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod method => [method.DeclaringType, method.ReturnType, .. method.GenericArguments, .. method.Parameters.Select(p => p.ParameterType)],
        MethodReference method => [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(p => p.ParameterType)],
        _ => [],
    };

    private static IEnumerable<TypeReference> Attributes(ICustomAttributeProvider marked) => marked.CustomAttributes
        .SelectMany(a => a.ConstructorArguments.Select(c => c.Value).OfType<TypeReference>().Prepend(a.AttributeType));

    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType closed => closed.GenericArguments.SelectMany(Parts).Prepend(closed.ElementType),
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type],
    };
}
