using Marketplace.Domain.Shipping;
using Marketplace.Kernel;
using Marketplace.Ports.Shipping;

namespace Marketplace.Application.Shipping;

/// <summary>A carrier's genuine webhook: kept raw once, then told to the parcel.</summary>
public sealed record TakeCarrierNews(string Carrier, CarrierNews News, byte[] Body);

/// <summary>Handles <see cref="TakeCarrierNews"/>.</summary>
public sealed class TakeCarrierNewsHandler(IShipments shipments, ICarrierMessages messages, TimeProvider clock)
    : IUseCase<TakeCarrierNews, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(TakeCarrierNews request, CancellationToken ct)
    {
        var (carrier, news) = (request.Carrier, request.News);
        if (await messages.Has(carrier, news.EventId, ct)) return Unit.Value;

        var now = clock.GetUtcNow();
        messages.Add(CarrierMessage.Received(MessageId.New(now), carrier, news.EventId, news.Shipment, request.Body, now));

        // News of strangers is kept and acknowledged; another carrier's parcel is as strange as an unknown one.
        var parcel = await shipments.Find(news.Shipment, ct);
        if (parcel is null || parcel.Carrier != carrier) return Unit.Value;

        foreach (var e in news.Events)
        {
            if (Wire.Read<ShipmentStatus>(e.Status) is { } status)
                parcel.Report(new ParcelEvent(carrier, e.EventId, status, e.CarrierCode, e.At, now, e.Place), now);
        }

        return Unit.Value;
    }
}
