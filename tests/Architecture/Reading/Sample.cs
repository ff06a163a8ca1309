using System.Collections;
using System.Reflection;
using Marketplace.Kernel;

namespace Marketplace.Tests.Architecture.Reading;

/// <summary>Makes values of records through their constructors, for rules that must hold for any value.</summary>
internal static class Sample
{
    // Few different ids, so that what belongs together sometimes meets and sometimes does not.
    private static readonly Guid[] Ids = [.. Enumerable.Range(1, 3).Select(i => new Guid(i, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))];

    /// <summary>A value of a type; an enum that has this phase is set to it.</summary>
    public static object Of(Type type, Random random, string? phase = null) => Known(type, random) ?? Composed(type, random, phase);

    private static object? Known(Type type, Random random) => type switch
    {
        _ when type == typeof(Guid) => Ids[random.Next(Ids.Length)],
        _ when type == typeof(string) => random.Next(2) == 0 ? "" : "text",
        _ when type == typeof(bool) => random.Next(2) == 0,
        _ when type == typeof(int) => random.Next(0, 5),
        _ when type == typeof(long) => (long)random.Next(0, 100_000),
        _ when type == typeof(Currency) => Currency.Rub,
        _ when type == typeof(TimeSpan) => TimeSpan.FromMinutes(random.Next(0, 100)),
        _ when type == typeof(DateTimeOffset) => DateTimeOffset.UnixEpoch.AddMinutes(random.Next(0, 100)),
        _ when type == typeof(DateOnly) => new DateOnly(2026, 1, 1 + random.Next(0, 5)),
        _ => null,
    };

    private static object Composed(Type type, Random random, string? phase)
    {
        if (type.IsEnum) return phase is not null && Enum.IsDefined(type, phase) ? Enum.Parse(type, phase) : Any(Enum.GetValues(type), random);
        if (Nullable.GetUnderlyingType(type) is { } inner) return Of(inner, random, phase);
        if (ElementOf(type) is { } element) return List(type, element, random);

        var maker = type.GetConstructors().Where(c => !IsCopy(c, type)).MaxBy(c => c.GetParameters().Length)
            ?? throw new InvalidOperationException($"Sample cannot make a {type}: teach it.");
        return maker.Invoke([.. maker.GetParameters().Select(p => Argument(p, random, phase))]);
    }

    private static object? Argument(ParameterInfo parameter, Random random, string? phase) =>
        MayBeNull(parameter) && random.Next(3) == 0 ? null : Of(parameter.ParameterType, random, phase);

    private static bool MayBeNull(ParameterInfo parameter) => Nullable.GetUnderlyingType(parameter.ParameterType) is not null
        || new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;

    private static object Any(Array values, Random random) => values.GetValue(random.Next(values.Length))!;

    private static object List(Type type, Type element, Random random)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        for (var i = random.Next(0, 3); i > 0; i--) list.Add(Of(element, random));
        if (type.IsInstanceOfType(list)) return list;

        var array = Array.CreateInstance(element, list.Count);
        list.CopyTo(array, 0);
        return type.IsArray ? array : Immutable(type, element, array);
    }

    private static object Immutable(Type type, Type element, Array items) =>
        typeof(System.Collections.Immutable.ImmutableArray).Assembly.GetType(type.GetGenericTypeDefinition().FullName!.Split('`')[0])!
            .GetMethods().First(m => m.Name == "CreateRange" && m.GetParameters() is [{ ParameterType.Name: "IEnumerable`1" }])
            .MakeGenericMethod(element).Invoke(null, [items])!;

    private static Type? ElementOf(Type type) => type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)) && type.GetGenericArguments() is [var element] ? element : null;

    private static bool IsCopy(ConstructorInfo constructor, Type type) => constructor.GetParameters() is [var only] && only.ParameterType == type;
}
