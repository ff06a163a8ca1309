using Marketplace.Kernel;

namespace Marketplace.Ports.Shipping.Messages;

/// <summary>A courier's task changed its state (upper snake); an open offer runs until <paramref
/// name="OfferedUntil"/>.</summary>
[Message("courier.task-changed")]
public sealed record CourierTaskChanged(
    CourierTaskId Task, ShipmentId Shipment, CourierId? Courier, string State, DateTimeOffset? OfferedUntil = null) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Task.Value;
}

/// <summary>Ask the next courier on shift; answered by <see cref="CourierTaskChanged"/> when there is one.</summary>
[Message("courier.offer-task")]
public sealed record OfferCourierTask(CourierTaskId Task) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Task.Value;
}

/// <summary>The asked courier's minute is over. Harmless when he answered.</summary>
[Message("courier.time-out-offer")]
public sealed record TimeOutCourierOffer(CourierTaskId Task) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Task.Value;
}

/// <summary>The courier accepted and never fetched the parcel. Harmless when he did.</summary>
[Message("courier.take-task-away")]
public sealed record TakeCourierTaskAway(CourierTaskId Task) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Task.Value;
}

/// <summary>Not a word from a courier with a parcel for too long.</summary>
[Message("courier.report-silence")]
public sealed record ReportCourierSilence(CourierTaskId Task) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Task.Value;
}
