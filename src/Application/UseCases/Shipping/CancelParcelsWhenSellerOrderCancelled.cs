using Marketplace.Domain.Shipping;
using Marketplace.Kernel;
using Marketplace.Ports.Orders.Messages;

namespace Marketplace.Application.Shipping;

/// <summary>Goods nobody wants any more stay with the seller; what left already is not called back.</summary>
public sealed class CancelParcelsWhenSellerOrderCancelled(IShipments shipments, ICourierTasks tasks, TimeProvider clock)
    : IReaction<SellerOrderCancelled>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(SellerOrderCancelled happened, CancellationToken ct)
    {
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
