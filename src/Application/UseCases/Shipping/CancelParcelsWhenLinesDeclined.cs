using Marketplace.Domain.Shipping;
using Marketplace.Kernel;
using Marketplace.Ports.Orders.Messages;

namespace Marketplace.Application.Shipping;

/// <summary>Units that were never handed over are cancelled while the rest travels: their parcels are not sent any more.</summary>
public sealed class CancelParcelsWhenLinesDeclined(IShipments shipments, ICourierTasks tasks, TimeProvider clock)
    : IReaction<SellerOrderLinesDeclined>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(SellerOrderLinesDeclined happened, CancellationToken ct)
    {
        // A seller declines before there are parcels.
        if (happened.Reason != "not_shipped") return Result.Ok;

        var now = clock.GetUtcNow();
        foreach (var parcel in await shipments.OfSellerOrder(happened.SellerOrder, ct))
        {
            if (parcel.Status is not (ShipmentStatus.Draft or ShipmentStatus.LabelReady)) continue;
            if (parcel.Cancel(happened.Reason, now).Failed(out var refusal)) return refusal;
            if (await tasks.OpenOf(parcel.Id, ct) is { } task && task.Cancel(now).Failed(out var busy)) return busy;
        }

        return Result.Ok;
    }
}
