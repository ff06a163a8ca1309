using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Marketplace.Host.Telemetry;

/// <summary>One JSON object per log line, with trace ids, and with what looks personal or secret masked as the last line of defence (quality S24).</summary>
internal sealed partial class RedactingFormatter() : ConsoleFormatter(FormatterName)
{
    /// <summary>The formatter's name in the logging settings.</summary>
    public const string FormatterName = "redacting-json";

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("at", TimeProvider.System.GetUtcNow().UtcDateTime);
            json.WriteString("level", logEntry.LogLevel.ToString());
            json.WriteString("source", logEntry.Category);
            json.WriteString("message", Mask(logEntry.Formatter(logEntry.State, logEntry.Exception)));
            if (Activity.Current is { } span)
            {
                json.WriteString("traceId", span.TraceId.ToString());
                json.WriteString("spanId", span.SpanId.ToString());
            }

            WriteValues(json, logEntry.State);
            if (logEntry.Exception is { } failure) json.WriteString("exception", Mask(failure.ToString()));
            json.WriteEndObject();
        }

        textWriter.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    /// <summary>Masks e-mail addresses, phone numbers, bearer tokens, API keys and long digit runs that could be card numbers.</summary>
    public static string Mask(string text) => Secrets().Replace(text, "***");

    private static void WriteValues<TState>(Utf8JsonWriter json, TState state)
    {
        if (state is not IReadOnlyList<KeyValuePair<string, object?>> values) return;
        foreach (var (name, value) in values)
        {
            if (name == "{OriginalFormat}") continue;
            json.WritePropertyName(char.ToLowerInvariant(name[0]) + name[1..]);
            switch (value)
            {
                case int or long or short or byte: json.WriteNumberValue(Convert.ToInt64(value, null)); break;
                case double number: json.WriteNumberValue(Math.Round(number, 3)); break;
                case bool flag: json.WriteBooleanValue(flag); break;
                default: json.WriteStringValue(Mask(value?.ToString() ?? "")); break;
            }
        }
    }

    [GeneratedRegex(
        @"[\w.+-]+@[\w-]+\.[\w.-]+|Bearer\s+[\w.~+/=-]+|eyJ[\w-]+\.[\w-]+\.[\w-]*|\bmk_[\w-]{20,}|\+\d{10,15}\b|(?<![\w-])\d(?:[ -]?\d){12,18}(?![\w-])",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex Secrets();
}
