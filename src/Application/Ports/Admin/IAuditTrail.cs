namespace Marketplace.Ports.Admin;

/// <summary>Notes what is no change of an aggregate: reads of personal data by staff, refused sign-ins, refused actions.</summary>
/// <remarks>Changes are noted by the transaction that makes them.</remarks>
public interface IAuditTrail
{
    /// <summary>Notes it durably before it happens; when that fails, it must not happen.</summary>
    Task Note(AuditNote note, CancellationToken ct);
}

/// <summary>Who did what to what, from where.</summary>
/// <param name="Actor">Account, or <c>anon</c>.</param>
/// <param name="Action">Method and route, or the name of what happened.</param>
/// <param name="EntityType">What it was done to.</param>
/// <param name="EntityId">Its id, when it is one.</param>
/// <param name="Result"><c>read</c>, <c>refused</c> and the like.</param>
public sealed record AuditNote(
    string Actor, string Role, string Action, string EntityType, Guid? EntityId, string Result)
{
    /// <summary>Address of the client.</summary>
    public string Address { get; init; } = "";

    /// <summary>Its User-Agent.</summary>
    public string Agent { get; init; } = "";

    /// <summary>The sign-in it belongs to.</summary>
    public Guid? Session { get; init; }

    /// <summary>The request.</summary>
    public string RequestId { get; init; } = "";
}
