using Marketplace.Domain.Shipping;
using Marketplace.Kernel;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Shipping;

/// <summary>The parcel knows what the buyer pays at the door.</summary>
public sealed class TellCashWhenCashDue(IShipments shipments, TimeProvider clock) : IReaction<CashDue>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(CashDue happened, CancellationToken ct)
    {
        (await shipments.Find(happened.Shipment, ct))?.TellDue(happened.Amount, clock.GetUtcNow());
        return Result.Ok;
    }
}
