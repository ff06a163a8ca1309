using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Orders.Messages;
using static Marketplace.Application.Orders.SellerOrderPhase;

namespace Marketplace.Application.Orders;

/// <summary>What a seller's part waits for.</summary>
public enum SellerOrderPhase
{
    /// <summary>The seller's acceptance.</summary>
    Accepting,

    /// <summary>The hand-over.</summary>
    Fulfilling,

    /// <summary>The carrier.</summary>
    Travelling,

    /// <summary>The buyer's confirmation, or the time to pass; a hold makes it last.</summary>
    Confirming,

    /// <summary>Completed.</summary>
    Completed,

    /// <summary>Cancelled.</summary>
    Cancelled,

    /// <summary>Returned.</summary>
    Returned,
}

/// <summary>The waiting times of one seller's part.</summary>
public sealed record SellerOrderWait(SellerOrderId SellerOrder, OrderId Order, SellerOrderPhase Phase);

/// <summary>Nobody accepted in time.</summary>
[Message("timer.seller-order-acceptance")]
public sealed record AcceptanceOver(SellerOrderId SellerOrder) : ITimer
{
    /// <inheritdoc/>
    public Guid Subject => SellerOrder.Value;
}

/// <summary>The hand-over deadline and its grace passed.</summary>
[Message("timer.seller-order-shipment")]
public sealed record ShipmentOver(SellerOrderId SellerOrder) : ITimer
{
    /// <inheritdoc/>
    public Guid Subject => SellerOrder.Value;
}

/// <summary>The carrier may have been silent for too long.</summary>
[Message("timer.seller-order-silence")]
public sealed record CarrierSilent(SellerOrderId SellerOrder) : ITimer
{
    /// <inheritdoc/>
    public Guid Subject => SellerOrder.Value;
}

/// <summary>The buyer's time to object passed.</summary>
[Message("timer.seller-order-confirmation")]
public sealed record ConfirmationOver(SellerOrderId SellerOrder) : ITimer
{
    /// <inheritdoc/>
    public Guid Subject => SellerOrder.Value;
}

/// <summary>The seller had time to answer a buyer who asked to cancel.</summary>
[Message("timer.seller-order-cancel-answer")]
public sealed record CancelAnswerOver(SellerOrderId SellerOrder) : ITimer
{
    /// <inheritdoc/>
    public Guid Subject => SellerOrder.Value;
}

/// <summary>Keeps the deadlines of one seller's part; the order decides whether a deadline still means anything.</summary>
public sealed class SellerOrderSaga : Saga<SellerOrderWait, SellerOrderPhase>
{
    private static readonly TimeSpan Silence = TimeSpan.FromDays(14);

    /// <summary>Writes the table of moves.</summary>
    public SellerOrderSaga() : base(state => state.Phase)
    {
        Start<SellerOrderOpened>(e => To(new SellerOrderWait(e.SellerOrder, e.Order, Accepting))
            .Wake(e.AcceptBy, new AcceptanceOver(e.SellerOrder)));

        When<AcceptanceOver>(Accepting, (s, _) => TimeOut(s, SellerOrderTimer.Acceptance));
        When<ShipmentOver>(Fulfilling, (s, _) => TimeOut(s, SellerOrderTimer.Shipment));
        // What was not handed over with the first parcel has the same deadline.
        When<ShipmentOver>(Travelling, (s, _) => TimeOut(s, SellerOrderTimer.Shipment));
        When<CarrierSilent>(Travelling, (s, _) => TimeOut(s, SellerOrderTimer.Silence));
        When<ConfirmationOver>(Confirming, (s, _) => TimeOut(s, SellerOrderTimer.Confirmation));
        When<SellerOrderCarrierWait>(Travelling, (s, e) => To(s).Wake(e.AskAt, new CarrierSilent(s.SellerOrder)));

        // News of one part come in order, but a step whose news was lost must not keep the later ones from counting.
        foreach (var phase in new[] { Accepting, Fulfilling, Travelling, Confirming }) Advance(phase);
        When<SellerOrderReturned>(Completed, (s, _) => To(s with { Phase = Returned }));
        End(Completed, Cancelled, Returned);
    }

    private void Advance(SellerOrderPhase phase)
    {
        if (phase < Fulfilling)
        {
            When<SellerOrderAccepted>(phase, (s, e) => To(s with { Phase = Fulfilling })
                .Wake(e.CancelAt ?? e.ShipBy, new ShipmentOver(s.SellerOrder)));
        }

        if (phase < Travelling)
        {
            When<SellerOrderShipped>(phase, Travel);
            When<SellerOrderCancelRequested>(phase, (s, e) => To(s).Wake(e.AnswerBy, new CancelAnswerOver(s.SellerOrder)));
            When<CancelAnswerOver>(phase, (s, _) => TimeOut(s, SellerOrderTimer.CancelAnswer));
        }

        if (phase < Confirming)
        {
            When<SellerOrderDelivered>(phase, (s, e) => To(s with { Phase = Confirming })
                .Wake(e.ConfirmBy, new ConfirmationOver(s.SellerOrder)));
        }

        When<SellerOrderCompleted>(phase, (s, _) => To(s with { Phase = Completed }));
        When<SellerOrderCancelled>(phase, (s, _) => To(s with { Phase = Cancelled }));
        When<SellerOrderReturned>(phase, (s, _) => To(s with { Phase = Returned }));
    }

    private static Step<SellerOrderWait> Travel(SellerOrderWait s, SellerOrderShipped e)
    {
        var step = To(s with { Phase = Travelling });
        return e.AskAt is { } at
            ? step.Wake(at, new CarrierSilent(s.SellerOrder))
            : step.Wake(Silence, new CarrierSilent(s.SellerOrder));
    }

    private static Step<SellerOrderWait> TimeOut(SellerOrderWait s, SellerOrderTimer timer) =>
        To(s).Send(new SellerOrderTimeOut(s.SellerOrder, s.Order, timer.ToString()));
}
