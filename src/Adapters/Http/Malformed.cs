using System.Text.Json;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Adapters.Http;

/// <summary>Explains requests that could not be read (400, 413, 415) without giving internals away.</summary>
internal static class Malformed
{
    public static (int Status, string Code, string Detail, FieldError[] Fields) Explain(BadHttpRequestException e)
    {
        if (e.StatusCode == 413) return (413, "body-too-large", "The body is larger than this operation takes.", []);
        if (e.StatusCode == 415) return (415, "unsupported-media-type", "Send application/json.", []);
        if (e.InnerException is not JsonException json) return Unreadable(e);

        var pointer = PointerOf(json.Path);
        var field = json is UnsoundInputException unsound
            ? new FieldError($"{pointer}/{unsound.Place}", "malformed", unsound.Reason)
            : new FieldError(pointer, "malformed", Reason(json));
        return (400, "malformed-json", "The body is not JSON of the expected shape.", [field]);
    }

    private static (int Status, string Code, string Detail, FieldError[] Fields) Unreadable(BadHttpRequestException e)
    {
        if (e is MalformedParameterException own)
            return (400, "malformed-request", own.Message, [new FieldError("/" + own.Name, "malformed", own.Message)]);

        // The framework quotes the parameter as it is declared: "DateTimeOffset? updatedFrom".
        var quoted = e.Message.Split('"') is [_, var declared, ..] ? declared.Split(' ')[^1] : null;
        if (quoted is null) return (400, "malformed-request", e.Message, []);
        if (e.Message.Contains("from body", StringComparison.Ordinal) || e.Message.Contains("no body", StringComparison.Ordinal))
            return (400, "malformed-request", "A JSON body is required.", [new FieldError("", "malformed", "A JSON body is required.")]);

        var name = JsonNamingPolicy.CamelCase.ConvertName(quoted);
        var missing = e.Message.StartsWith("Required", StringComparison.Ordinal);
        var reason = missing ? $"The parameter {name} is required." : $"The parameter {name} could not be read.";
        return (400, "malformed-request", reason, [new FieldError("/" + name, "malformed", reason)]);
    }

    private static string Reason(JsonException e) => e.Message switch
    {
        var m when m.Contains("could not be mapped to any .NET member", StringComparison.Ordinal) => "Unknown field.",
        var m when m.Contains("missing required properties", StringComparison.Ordinal) => "A required field is missing: " + Quoted(m),
        var m when m.Contains("Duplicate", StringComparison.OrdinalIgnoreCase) => "A field appears twice.",
        var m when m.Contains("could not be converted", StringComparison.Ordinal) => "Wrong type.",
        _ => "Not acceptable here.",
    };

    private static string Quoted(string message)
    {
        var at = message.LastIndexOf(':');
        return at < 0 ? "" : message[(at + 1)..].Trim().Trim('.');
    }

    // "$.lines[0].quantity" becomes "/lines/0/quantity".
    private static string PointerOf(string? path) => path is null or "$"
        ? ""
        : "/" + path[(path.StartsWith("$.", StringComparison.Ordinal) ? 2 : 1)..]
            .Replace("['", ".", StringComparison.Ordinal).Replace("']", "", StringComparison.Ordinal)
            .Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal)
            .TrimStart('.').Replace('.', '/');
}

/// <summary>A parameter that cannot be read.</summary>
/// <param name="name">Its name in the request.</param>
/// <param name="reason">What is wrong, for the client.</param>
internal sealed class MalformedParameterException(string name, string reason) : BadHttpRequestException(reason)
{
    /// <summary>Its name in the request.</summary>
    public string Name => name;
}
