using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketplace.Kernel;

/// <summary>A percentage counted in millionths (22 % = 220 000), so that rates are exact and stored as integers.</summary>
/// <remarks><c>default</c> is 0 %. On the wire the integer of millionths.</remarks>
[JsonConverter(typeof(RateJson))]
public readonly record struct Rate(int Millionths)
{
    /// <summary>One whole, 100 %.</summary>
    public const int Whole = 1_000_000;

    /// <summary>A rate from basis points (2200 = 22 %).</summary>
    public static Rate BasisPoints(int points) => new(checked(points * 100));

    /// <summary>A rate from whole percent (22 = 22 %).</summary>
    public static Rate Percent(int percent) => new(checked(percent * 10_000));

    /// <summary>This share of an amount, rounded half up to the minor unit.</summary>
    public Money Of(Money amount) => new(Rounded.HalfUp((Int128)amount.Minor * Millionths, Whole), amount.Currency);

    /// <summary>The tax inside an amount that already includes it: amount × r / (100 + r), rounded half up (product rules §7.4).</summary>
    public Money InsideOf(Money gross) => new(Rounded.HalfUp((Int128)gross.Minor * Millionths, Whole + Millionths), gross.Currency);

    /// <inheritdoc/>
    public override string ToString() => $"{Millionths / 10_000}.{Millionths % 10_000:0000} %";

    private sealed class RateJson : JsonConverter<Rate>
    {
        public override Rate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt32());
        public override void Write(Utf8JsonWriter writer, Rate value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Millionths);
    }
}
