using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketplace.Kernel;

/// <summary>What every strongly typed id offers, so that one converter serves them all in JSON and in the database.</summary>
public interface IId<TSelf> where TSelf : struct, IId<TSelf>
{
    /// <summary>The plain UUID.</summary>
    Guid Value { get; }

    /// <summary>Wraps a plain UUID.</summary>
    static abstract TSelf From(Guid value);
}

/// <summary>Writes ids as plain UUIDs.</summary>
public sealed class IdJson<T> : JsonConverter<T> where T : struct, IId<T>
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => T.From(reader.GetGuid());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
