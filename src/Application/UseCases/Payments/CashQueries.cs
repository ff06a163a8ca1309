using Marketplace.Kernel;

namespace Marketplace.Application.Payments;

/// <summary>Couriers who have money of doors in hand, and how much.</summary>
public sealed record ListOpenCash(PageRequest Page);

/// <summary>What one courier has in hand.</summary>
public sealed record GetCashInHand(CourierId Courier);

/// <summary>Money a courier took and has not brought yet, by currency.</summary>
public sealed record CashInHandView(CourierId CourierId, IReadOnlyList<Money> Open);

/// <summary>Money that was brought, newest first.</summary>
public sealed record ListCashHandIns(CourierId? Courier, PageRequest Page);

/// <summary>One hand-in.</summary>
public sealed record CashHandInView(
    CashHandInId Id, CourierId? CourierId, ShopId? ShopId, Money Amount, string Receipt, string Into, UserId By, DateTimeOffset At);
