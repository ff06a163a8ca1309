using Marketplace.Domain.Shipping;
using Marketplace.Kernel;
using Marketplace.Ports.Shipping.Messages;

namespace Marketplace.Application.Shipping;

/// <summary>Sends a parcel back that nobody fetched.</summary>
public sealed class ReturnStoredParcelHandler(IShipments shipments, TimeProvider clock) : IUseCase<ReturnStoredParcel, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(ReturnStoredParcel request, CancellationToken ct)
    {
        var parcel = await shipments.Find(request.Shipment, ct);
        parcel?.StorageOver(clock.GetUtcNow());
        return Unit.Value;
    }
}
