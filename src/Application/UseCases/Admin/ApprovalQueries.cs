using System.Text.Json;
using System.Text.Json.Serialization;
using Marketplace.Domain.Admin;
using Marketplace.Kernel;

namespace Marketplace.Application.Admin;

/// <summary>Approvals, newest first: of these kinds, and whatever the reader proposed.</summary>
public sealed record ListApprovals(
    IReadOnlyList<string> Kinds, UserId Reader, IReadOnlyList<ApprovalStatus> Statuses, PageRequest Page);

/// <summary>One approval.</summary>
public sealed record GetApproval(ApprovalId Approval);

/// <summary>An approval as the back office sees it.</summary>
/// <param name="Payload">The request that is carried out when a second person agrees.</param>
/// <param name="Reason">Why it was turned down, or the code with which carrying out was refused.</param>
public sealed record ApprovalView(
    Guid Id, string Kind, Guid About, JsonElement Payload, ApprovalStatus Status, Guid ProposedBy, DateTimeOffset ProposedAt,
    DateTimeOffset ExpiresAt, Guid? DecidedBy, DateTimeOffset? DecidedAt, string? Reason, [property: JsonIgnore] uint Version);
