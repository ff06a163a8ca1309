using System.Text;
using System.Text.Json.Nodes;

namespace Marketplace.Tests.Integration.Journeys.BadInput;

/// <summary>What one should never send, and bodies with it in every place.</summary>
internal static class BadValues
{
    private const string Mark = "__here__";

    /// <summary>Values of a field as raw JSON.</summary>
    public static readonly IReadOnlyList<string> Json =
    [
        "null", "true", "-1", "0", "1.5", "2147483647", "-2147483648", "2147483648", "9223372036854775807", "-9223372036854775808",
        "9223372036854775808", "1e400", "0.1e-300", "79228162514264337593543950335", "\"\"", "\" \"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"",
        "\"😀👩‍👩‍👧‍👦\"", "\"\\u202eمرحبا بالعالم\"", "\"\\r\\nX-Injected: 1\"", "\"'; DROP TABLE orders; --\"", "\"%s%n{0}\"", "[]", "{}",
        "[null]", "[[]]", "[1,\"a\"]", "{\"a\":null}", "{\"amount\":-1,\"currency\":\"RUB\"}", "{\"amount\":9223372036854775807,\"currency\":\"RUB\"}",
        "{\"amount\":1,\"currency\":\"XXX\"}", "{\"amount\":1,\"currency\":\"rouble\"}", "{\"amount\":1,\"currency\":\"USD\"}",
        "\"0199b6b4-0000-7a2f-9d3e-000000000000\"", "\"00000000-0000-0000-0000-000000000000\"", "\"not-a-guid\"",
        "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"9999-12-31T23:59:59-14:00\"", "\"0001-01-01T00:00:00+14:00\"",
        "\"0001-01-01\"", "\"9999-12-31\"", "\"2024-02-30\"", "\"NaN\"", "\"UNKNOWN_WORD\"", "\"" + new string('x', 300) + "\"",
        "\"" + Noise(5_000) + "\"", "\"" + new string('я', 100_000) + "\"", new string('[', 40) + new string(']', 40),
    ];

    /// <summary>Values of a query parameter, encoded.</summary>
    public static readonly IReadOnlyList<string> Query =
    [
        "", "abc", "-1", "0", "9223372036854775807", "9223372036854775808", "1e400", "1.5", "%00", "a%00b", "%F0%9F%98%80", "%E2%80%AE%D9%85",
        "0199b6b4-0000-7a2f-9d3e-000000000000", "00000000-0000-0000-0000-000000000000", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z",
        "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00%2B14:00", "2024-02-30", "null", "true", "'%3B--", "%25", "_", "%5C", ",,,", "A,B,C",
        new string('x', 600), Noise(4_000), "eyJhIjoxfQ", "AAAA", "MHxhfGI", "%FF%FE",
    ];

    /// <summary>Values of a place in the path, encoded.</summary>
    public static readonly IReadOnlyList<string> Path =
    [
        "not-a-guid", "0199b6b4-0000-7a2f-9d3e-000000000000", "00000000-0000-0000-0000-000000000000", "-1", "%F0%9F%98%80", "%27%3B--", "%25",
        new string('x', 2_000),
    ];

    /// <summary>Whole bodies that are no body.</summary>
    public static readonly IReadOnlyList<byte[]> Bodies =
    [
        [], "{"u8.ToArray(), "null"u8.ToArray(), "[]"u8.ToArray(), "{}"u8.ToArray(), "\"text\""u8.ToArray(), "123"u8.ToArray(), "{\"a\":1,}"u8.ToArray(),
        "{}{}"u8.ToArray(), [0xff, 0xfe, 0x00], "{\"\\u0000\":1}"u8.ToArray(), Encoding.UTF8.GetBytes(new string('[', 5_000)),
        Encoding.UTF8.GetBytes("{\"a\":" + new string('[', 40) + new string(']', 40) + "}"),
    ];

    /// <summary>The body with one thing wrong, in every place.</summary>
    public static IEnumerable<(string What, string Body)> Broken(JsonNode example)
    {
        foreach (var place in Places(example))
        {
            foreach (var value in Json) yield return ($"{place.GetPath()} = {Short(value)}", With(example, place, value));
            if (place.Parent is not JsonObject) continue;
            yield return ($"{place.GetPath()} missing", Without(example, place));
            yield return ($"{place.GetPath()} twice", With(example, place, $"{place.ToJsonString()},\"{place.GetPropertyName()}\":{place.ToJsonString()}"));
            yield return ($"{place.GetPath()} and an unknown field", With(example, place, $"{place.ToJsonString()},\"unknownField\":1"));
        }

        foreach (var list in Places(example).OfType<JsonArray>().Where(l => l.Count > 0))
        {
            var many = string.Join(',', Enumerable.Repeat(list[0]!.ToJsonString(), 2_000));
            yield return ($"{list.GetPath()} of 2000", With(example, list, $"[{many}]"));
            yield return ($"{list.GetPath()} twice the same", With(example, list, $"[{list[0]!.ToJsonString()},{list[0]!.ToJsonString()}]"));
        }
    }

    /// <summary>A value for people.</summary>
    public static string Short(string value) => value.Length <= 40 ? value : $"{value[..20]}… ({value.Length})";

    private static IEnumerable<JsonNode> Places(JsonNode node)
    {
        var below = node switch
        {
            JsonObject o => o.Select(f => f.Value),
            JsonArray a => a,
            _ => [],
        };
        foreach (var child in below.OfType<JsonNode>())
        {
            yield return child;
            foreach (var deeper in Places(child)) yield return deeper;
        }
    }

    private static string With(JsonNode example, JsonNode place, string raw)
    {
        var copy = example.DeepClone();
        Same(copy, place).ReplaceWith(Mark);
        return copy.ToJsonString().Replace($"\"{Mark}\"", raw, StringComparison.Ordinal);
    }

    private static string Without(JsonNode example, JsonNode place)
    {
        var copy = example.DeepClone();
        Same(copy, place).Parent!.AsObject().Remove(place.GetPropertyName());
        return copy.ToJsonString();
    }

    private static JsonNode Same(JsonNode copy, JsonNode place)
    {
        if (place.Parent is not { } parent) return copy;
        var above = Same(copy, parent);
        return parent is JsonObject ? above[place.GetPropertyName()]! : above[place.GetElementIndex()]!;
    }

    // Text that does not compress, as index entries that are too long do not.
    private static string Noise(int length)
    {
        const string letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        var random = new Random(4711);
        return new string([.. Enumerable.Range(0, length).Select(_ => letters[random.Next(letters.Length)])]);
    }
}
