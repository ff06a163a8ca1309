namespace Marketplace.Application.Admin;

/// <summary>Lines of the audit log, newest first.</summary>
/// <param name="Action">Lines whose action contains this text.</param>
public sealed record ListAudit(
    PageRequest Page, string? Actor, string? EntityType, Guid? EntityId, string? Action, DateTimeOffset? From, DateTimeOffset? To);

/// <summary>One line of the audit log.</summary>
/// <param name="Before">JSON of the values before.</param>
/// <param name="After">JSON of the values after.</param>
public sealed record AuditView(
    long Id, DateTimeOffset At, string Actor, string Role, Guid? ActingFor, string Action, string EntityType, Guid? EntityId,
    System.Text.Json.JsonElement? Before, System.Text.Json.JsonElement? After, string? Reason, string? Address, string? Agent,
    Guid? Session, string RequestId, string Result);

/// <summary>Whether the audit log is what was written: every seal is computed again.</summary>
public sealed record GetAuditVerification;

/// <summary>What the seals say.</summary>
/// <param name="BrokenAt">Last line of the first seal that does not fit; null when all do.</param>
public sealed record AuditVerificationView(long Lines, long Seals, long Unsealed, long? BrokenAt);
