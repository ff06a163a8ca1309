using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Marketplace.Adapters.Http;

/// <summary>
/// Refuses at the edge what no use case can mean: a zero character, which PostgreSQL has no text for, and <c>null</c> in a list of things.
/// </summary>
internal static class SoundInput
{
    /// <summary>Looks at every object of a body once it is read.</summary>
    public static void Demand(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object) return;
        var looks = type.Properties.Select(LookAt).OfType<Action<object>>().ToArray();
        if (looks.Length == 0) return;
        type.OnDeserialized += read =>
        {
            foreach (var look in looks) look(read);
        };
    }

    private static Action<object>? LookAt(JsonPropertyInfo property)
    {
        if (property.Get is not { } get || property.AttributeProvider is not PropertyInfo declared) return null;
        if (declared.PropertyType == typeof(string)) return read => Text(property.Name, get(read) as string);
        if (!typeof(IEnumerable).IsAssignableFrom(declared.PropertyType)) return null;

        var nullable = new NullabilityInfoContext().Create(declared);
        var items = nullable.ElementType ?? nullable.GenericTypeArguments.LastOrDefault();
        var full = items is { ReadState: NullabilityState.NotNull };
        return read => List(property.Name, get(read) as IEnumerable, full);
    }

    private static void List(string name, IEnumerable? items, bool full)
    {
        if (items is IDictionary pairs)
        {
            foreach (DictionaryEntry pair in pairs)
            {
                Text(name, pair.Key as string);
                Item($"{name}/{pair.Key}", pair.Value, full);
            }

            return;
        }

        var place = 0;
        foreach (var item in items ?? Array.Empty<object>()) Item($"{name}/{place++}", item, full);
    }

    private static void Item(string place, object? item, bool full)
    {
        if (item is null && full) throw new UnsoundInputException(place, "Null is no item.");
        Text(place, item as string);
    }

    private static void Text(string place, string? text)
    {
        if (text is not null && text.Contains('\0', StringComparison.Ordinal))
            throw new UnsoundInputException(place, "Text has no zero characters.");
    }
}

/// <summary>A value that is JSON of the right type and yet cannot be meant.</summary>
/// <param name="place">Where, below the object being read.</param>
/// <param name="reason">What is wrong, for the client.</param>
internal sealed class UnsoundInputException(string place, string reason) : JsonException
{
    /// <summary>Where, below the object being read.</summary>
    public string Place => place;

    /// <summary>What is wrong, for the client.</summary>
    public string Reason => reason;
}
