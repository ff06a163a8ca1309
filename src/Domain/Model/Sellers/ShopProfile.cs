using Marketplace.Kernel;

namespace Marketplace.Domain.Sellers;

/// <summary>What somebody who applies says about the shop.</summary>
/// <param name="Slug">The shop's part of its public address; lower case letters, digits, hyphens.</param>
/// <param name="TaxExempt">Asked for; the moderator who approves agrees to it.</param>
public sealed record ShopProfile(
    string Name, string Slug, string Country, LegalForm LegalForm, ShopKind Kind, bool TaxExempt, bool AutoAccept,
    string? Description);

/// <summary>Somebody applied with a shop.</summary>
public sealed record ShopApplied(ShopId Shop, UserId Owner, DateTimeOffset At) : IDomainEvent;

/// <summary>A shop was let in.</summary>
public sealed record ShopActivated(ShopId Shop, UserId Owner, string Name, DateTimeOffset At) : IDomainEvent;

/// <summary>A shop was restricted.</summary>
public sealed record ShopRestricted(ShopId Shop, string Reason, DateTimeOffset At) : IDomainEvent;

/// <summary>A shop was suspended.</summary>
public sealed record ShopSuspended(ShopId Shop, string Reason, DateTimeOffset At) : IDomainEvent;

/// <summary>A shop was let back in.</summary>
public sealed record ShopReactivated(ShopId Shop, DateTimeOffset At) : IDomainEvent;
