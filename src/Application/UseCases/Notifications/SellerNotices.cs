using Marketplace.Domain.Notifications;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Notifications;
using Marketplace.Ports.Orders.Messages;
using Marketplace.Ports.Payments.Messages;
using Marketplace.Ports.Sellers;

namespace Marketplace.Application.Notifications;

/// <summary>The seller has work; the acceptance timer runs.</summary>
[JoinsCause]
public sealed class NotifySellerWhenOrderOpened(
    INotifications notifications, IProviders<INotificationChannel> channels, ISellerStanding sellers, TimeProvider clock) : IReaction<SellerOrderOpened>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(SellerOrderOpened happened, CancellationToken ct) =>
        await sellers.For([happened.Shop], ct) is [var shop]
            ? notifications.Tell(channels, shop.Owner, "seller-order-opened", Reach.Everywhere, clock.GetUtcNow(), ("number", happened.Number))
            : Result.Ok;
}

/// <summary>The seller need not fulfil this part any more.</summary>
[JoinsCause]
public sealed class NotifySellerWhenOrderCancelled(
    INotifications notifications, IProviders<INotificationChannel> channels, ISellerStanding sellers, TimeProvider clock) : IReaction<SellerOrderCancelled>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(SellerOrderCancelled happened, CancellationToken ct) =>
        await sellers.For([happened.Shop], ct) is [var shop]
            ? notifications.Tell(channels, shop.Owner, "seller-order-cancelled", Reach.InApp, clock.GetUtcNow(), ("number", happened.Number), ("reason", happened.Reason))
            : Result.Ok;
}

/// <summary>The seller has to answer a buyer who wants to cancel.</summary>
[JoinsCause]
public sealed class NotifySellerWhenCancelRequested(
    INotifications notifications, IProviders<INotificationChannel> channels, ISellerStanding sellers, TimeProvider clock) : IReaction<SellerOrderCancelRequested>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(SellerOrderCancelRequested happened, CancellationToken ct) =>
        await sellers.For([happened.Shop], ct) is [var shop]
            ? notifications.Tell(channels, shop.Owner, "cancel-requested", Reach.Everywhere, clock.GetUtcNow(), ("number", happened.Number))
            : Result.Ok;
}

/// <summary>The seller knows why the money waits and may help to find the parcel.</summary>
[JoinsCause]
public sealed class NotifySellerWhenNotReceived(
    INotifications notifications, IProviders<INotificationChannel> channels, ISellerStanding sellers, TimeProvider clock) : IReaction<SellerOrderNotReceived>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(SellerOrderNotReceived happened, CancellationToken ct) =>
        await sellers.For([happened.Shop], ct) is [var shop]
            ? notifications.Tell(channels, shop.Owner, "order-not-received", Reach.Everywhere, clock.GetUtcNow(), ("number", happened.Number))
            : Result.Ok;
}

/// <summary>The seller decides about a return.</summary>
[JoinsCause]
public sealed class NotifySellerWhenReturnRequested(
    INotifications notifications, IProviders<INotificationChannel> channels, ISellerStanding sellers, TimeProvider clock) : IReaction<ReturnRequested>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(ReturnRequested happened, CancellationToken ct) =>
        await sellers.For([happened.Shop], ct) is [var shop]
            ? notifications.Tell(channels, shop.Owner, "return-requested", Reach.Everywhere, clock.GetUtcNow(), ("reason", happened.Reason))
            : Result.Ok;
}

/// <summary>The seller's money is on its way to the bank.</summary>
[JoinsCause]
public sealed class NotifySellerWhenPayoutPaid(
    INotifications notifications, IProviders<INotificationChannel> channels, ISellerStanding sellers, TimeProvider clock) : IReaction<PayoutPaid>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(PayoutPaid happened, CancellationToken ct) =>
        await sellers.For([happened.Shop], ct) is [var shop]
            ? notifications.Tell(channels, shop.Owner, "payout-paid", Reach.Everywhere, clock.GetUtcNow(), Notices.Amount(happened.Amount))
            : Result.Ok;
}

/// <summary>The seller's account needs a look.</summary>
[JoinsCause]
public sealed class NotifySellerWhenPayoutFailed(
    INotifications notifications, IProviders<INotificationChannel> channels, ISellerStanding sellers, TimeProvider clock) : IReaction<PayoutFailed>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(PayoutFailed happened, CancellationToken ct) =>
        await sellers.For([happened.Shop], ct) is [var shop]
            ? notifications.Tell(channels, shop.Owner, "payout-failed", Reach.Everywhere, clock.GetUtcNow(), Notices.Amount(happened.Amount), ("reason", happened.Code))
            : Result.Ok;
}
