namespace Marketplace.Kernel;

/// <summary>What kind of refusal this is; the edge maps it to a status, the message host to retry or dead letter.</summary>
public enum ErrorKind
{
    /// <summary>Well-formed but not acceptable input (422).</summary>
    Invalid,

    /// <summary>The caller is not known (401).</summary>
    Unauthenticated,

    /// <summary>The caller may not do this (403).</summary>
    Forbidden,

    /// <summary>Not there, or not for this caller to see (404).</summary>
    NotFound,

    /// <summary>The state says no (409).</summary>
    Conflict,

    /// <summary>The version moved (412).</summary>
    Stale,

    /// <summary>Held by a dispute, risk or other hold (423).</summary>
    Held,

    /// <summary>A dependency is down (503 with Retry-After).</summary>
    Unavailable,
}

/// <summary>One field's refusal: a JSON pointer into the request, a stable code and a sentence.</summary>
public sealed record FieldError(string Pointer, string Code, string Message);

/// <summary>An expected refusal: a stable kebab-case code (also the problem type) and a sentence for people.</summary>
/// <param name="Kind">Maps to a status.</param>
/// <param name="Code">Kebab-case, never changed once published.</param>
/// <param name="Message">English sentence without personal data.</param>
/// <param name="Fields">Pointers to the offending fields, when there are any.</param>
public sealed record Error(ErrorKind Kind, string Code, string Message, IReadOnlyList<FieldError>? Fields = null)
{
    /// <summary>Facts a client may need to act (current state, allowed events, available units); plain values only.</summary>
    public IReadOnlyDictionary<string, object?>? Facts { get; init; }

    /// <summary>Well-formed but not acceptable input (422).</summary>
    public static Error Invalid(string code, string message, params FieldError[] fields) =>
        new(ErrorKind.Invalid, code, message, fields.Length == 0 ? null : fields);

    /// <summary>Not there, or not for this caller to see (404).</summary>
    public static Error NotFound(string code, string message) => new(ErrorKind.NotFound, code, message);

    /// <summary>The state says no (409).</summary>
    public static Error Conflict(string code, string message) => new(ErrorKind.Conflict, code, message);

    /// <summary>The caller may not do this (403).</summary>
    public static Error Forbidden(string code, string message) => new(ErrorKind.Forbidden, code, message);

    /// <summary>A move the state machine does not list (409 <c>invalid-transition</c>), naming the state and what is allowed.</summary>
    public static Error InvalidTransition(string machine, string state, string @event, params string[] allowed) =>
        new(ErrorKind.Conflict, "invalid-transition", $"A {machine} in state {state} does not accept '{@event}'.")
        {
            Facts = new Dictionary<string, object?> { ["state"] = state, ["event"] = @event, ["allowed"] = allowed },
        };
}
