using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketplace.Kernel;

/// <summary>A currency by its ISO 4217 code, with the number of decimals of its minor unit (USDT: 6).</summary>
/// <remarks><c>default</c> is "XXX", no currency. On the wire the three- or four-letter code.</remarks>
[JsonConverter(typeof(CurrencyJson))]
public readonly record struct Currency
{
    private static readonly Dictionary<string, byte> Known = new(StringComparer.Ordinal)
    {
        ["XXX"] = 0, ["RUB"] = 2, ["UZS"] = 2, ["KZT"] = 2, ["KGS"] = 2, ["TJS"] = 2, ["TMT"] = 2, ["BYN"] = 2, ["AMD"] = 2,
        ["AZN"] = 2, ["GEL"] = 2, ["USD"] = 2, ["EUR"] = 2, ["GBP"] = 2, ["CHF"] = 2, ["CNY"] = 2, ["TRY"] = 2, ["BRL"] = 2,
        ["AED"] = 2, ["INR"] = 2, ["PLN"] = 2, ["JPY"] = 0, ["KRW"] = 0, ["VND"] = 0, ["KWD"] = 3, ["BHD"] = 3, ["TND"] = 3,
        ["USDT"] = 6,
    };

    private readonly string? _code;

    private Currency(string code) => _code = code;

    /// <summary>Russian rouble.</summary>
    public static Currency Rub => new("RUB");

    /// <summary>Uzbek so'm.</summary>
    public static Currency Uzs => new("UZS");

    /// <summary>US dollar.</summary>
    public static Currency Usd => new("USD");

    /// <summary>Japanese yen, a currency without a minor unit.</summary>
    public static Currency Jpy => new("JPY");

    /// <summary>Kuwaiti dinar, a currency with three decimals.</summary>
    public static Currency Kwd => new("KWD");

    /// <summary>Brazilian real.</summary>
    public static Currency Brl => new("BRL");

    /// <summary>The ISO 4217 code.</summary>
    public string Code => _code ?? "XXX";

    /// <summary>How many decimals the minor unit stands for.</summary>
    public int Decimals => Known[Code];

    /// <summary>The currency of a code; throws for an unknown one (use <see cref="TryParse"/> for input).</summary>
    public static Currency Of(string code) =>
        TryParse(code, out var currency) ? currency : throw new ArgumentException($"Unknown currency '{code}'.", nameof(code));

    /// <summary>Reads a code as input; false when it is not a known currency.</summary>
    public static bool TryParse(string? code, out Currency currency)
    {
        var known = code is not null && Known.ContainsKey(code);
        currency = known ? new Currency(code!) : default;
        return known;
    }

    /// <inheritdoc/>
    public bool Equals(Currency other) => Code == other.Code;

    /// <inheritdoc/>
    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Code;

    private sealed class CurrencyJson : JsonConverter<Currency>
    {
        public override Currency Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), out var currency) ? currency : throw new JsonException("Unknown currency code.");

        public override void Write(Utf8JsonWriter writer, Currency value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Code);
    }
}
