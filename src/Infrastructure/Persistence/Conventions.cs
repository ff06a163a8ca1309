using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Marketplace.Infrastructure.Persistence;

/// <summary>How Kernel types become columns: ids as uuid, currencies as text, rates as integers, enums as upper snake text.</summary>
public static class Conventions
{
    /// <summary>Names of enums and of JSON columns.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Registers the conversions for every Kernel type.</summary>
    public static void Apply(ModelConfigurationBuilder configuration)
    {
        foreach (var id in typeof(IId<>).Assembly.GetTypes().Where(IsId))
            configuration.Properties(id).HaveConversion(typeof(IdConverter<>).MakeGenericType(id));
        configuration.Properties<Currency>().HaveConversion<CurrencyConverter>().HaveMaxLength(4);
        configuration.Properties<Rate>().HaveConversion<RateConverter>();
        configuration.Properties<Enum>().HaveConversion<string>();
    }

    /// <summary>Stores an immutable value (record or list of records, replaced as a whole) as jsonb.</summary>
    public static PropertyBuilder<T> HasJson<T>(this PropertyBuilder<T> property)
    {
        property.HasColumnType("jsonb").HasConversion(
            new ValueConverter<T, string>(v => JsonSerializer.Serialize(v, Json), s => JsonSerializer.Deserialize<T>(s, Json)!),
            new ValueComparer<T>((a, b) => ReferenceEquals(a, b), v => v == null ? 0 : v.GetHashCode(), v => v));
        return property;
    }

    /// <summary>Stores an enum as upper snake text, the form it has on the wire.</summary>
    public static PropertyBuilder<T> HasEnum<T>(this PropertyBuilder<T> property) where T : struct, Enum =>
        property.HasConversion(new ValueConverter<T, string>(v => EnumText<T>.Write(v), s => EnumText<T>.Read(s))).HasMaxLength(40);

    /// <summary>Detects lost updates by PostgreSQL's row version (xmin).</summary>
    public static void HasVersion<T>(this EntityTypeBuilder<T> entity, string property = "Version") where T : class =>
        entity.Property<uint>(property).HasColumnName("xmin").IsRowVersion();

    private static bool IsId(Type type) =>
        type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>));

    private sealed class CurrencyConverter() : ValueConverter<Currency, string>(c => c.Code, s => Currency.Of(s));

    private sealed class RateConverter() : ValueConverter<Rate, int>(r => r.Millionths, i => new Rate(i));
}

/// <summary>A strongly typed id as a uuid column.</summary>
public sealed class IdConverter<T>() : ValueConverter<T, Guid>(id => id.Value, value => Wrap(value)) where T : struct, IId<T>
{
    private static T Wrap(Guid value) => T.From(value);
}

/// <summary>Enum names in upper snake case.</summary>
public static class EnumText<T> where T : struct, Enum
{
    private static readonly Dictionary<T, string> Names = Enum.GetValues<T>()
        .ToDictionary(v => v, v => JsonNamingPolicy.SnakeCaseUpper.ConvertName(v.ToString()));

    private static readonly Dictionary<string, T> Values = Names.ToDictionary(p => p.Value, p => p.Key);

    /// <summary>The text of a value.</summary>
    public static string Write(T value) => Names[value];

    /// <summary>The value of a text; throws for an unknown one, which would be a corrupt row.</summary>
    public static T Read(string text) => Values[text];
}

/// <summary>Column names in snake case, complex types prefixed by their property.</summary>
internal static partial class SnakeCase
{
    public static void Apply(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties().Where(p => p.GetColumnName() != "xmin")) Rename(property, "");
            foreach (var complex in entity.GetComplexProperties()) Rename(complex, "");
        }
    }

    public static string Of(string name) => Humps().Replace(name, "$1_$2").ToLowerInvariant().TrimStart('_');

    private static void Rename(IMutableComplexProperty complex, string prefix)
    {
        if (complex.ComplexType.IsMappedToJson()) return;
        var path = prefix + Of(complex.Name) + "_";
        foreach (var property in complex.ComplexType.GetProperties()) Rename(property, path);
        foreach (var inner in complex.ComplexType.GetComplexProperties()) Rename(inner, path);
    }

    private static void Rename(IMutableProperty property, string prefix)
    {
        var name = property.Name == nameof(Money.Minor) && prefix != "" ? "amount" : Of(property.Name);
        property.SetColumnName(prefix + name);
    }

    [GeneratedRegex("([a-z0-9])([A-Z])")]
    private static partial Regex Humps();
}
