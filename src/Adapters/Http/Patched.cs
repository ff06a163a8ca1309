using System.Text.Json;
using System.Text.Json.Serialization;
using Marketplace.Kernel;

namespace Marketplace.Adapters.Http;

/// <summary>A field of a JSON merge patch (RFC 7396): left out, set to a value, or removed by <c>null</c>.</summary>
/// <remarks><c>default</c> is left out. Declare it as an <c>init</c> property, so that the body may lack it.</remarks>
[JsonConverter(typeof(PatchedJson))]
public readonly record struct Patched<T>(T? Value, bool IsSet)
{
    /// <summary>True when the client wants the value removed.</summary>
    public bool IsRemoved => IsSet && Value is null;

    /// <summary>The refusal for a field that cannot be removed; null when nobody tries.</summary>
    public FieldError? RefuseRemoval(string pointer) =>
        IsRemoved ? new FieldError(pointer, "required", "This cannot be removed.") : null;
}

/// <summary>Reads patched fields; <c>null</c> is a value here.</summary>
internal sealed class PatchedJson : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Patched<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Of<T> : JsonConverter<Patched<T>>
    {
        public override bool HandleNull => true;

        public override Patched<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null
                ? new Patched<T>(default, true)
                : new Patched<T>(JsonSerializer.Deserialize<T>(ref reader, options), true);

        public override void Write(Utf8JsonWriter writer, Patched<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Value, options);
    }
}
