using Marketplace.Domain.Shipping;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Npgsql;

namespace Marketplace.Infrastructure.Shipping;

/// <summary>A parcel is about two people: who gets it and who sends it; each sees and takes along the own side.</summary>
internal sealed class ShippingPersonal : IPersonalTables
{
    private static readonly PersonalTable Received = PersonalTable.Of<Shipment>(nameof(Shipment.Buyer))
        .Hiding(nameof(Shipment.From), nameof(Shipment.PickupCode), nameof(Shipment.DeliveryCode))
        .Replacing(nameof(Shipment.To), PersonalTable.CountryOnly)
        .Replacing(nameof(Shipment.Proof), "{0} - 'file'");

    public string Context => "shipping";

    public IReadOnlyList<PersonalTable> Tables { get; } =
    [
        Received,
        PersonalTable.Below<CarrierMessage>(Received, nameof(CarrierMessage.Shipment)).Replacing(nameof(CarrierMessage.Body), "''"),
        PersonalTable.OfShops<Shipment>(nameof(Shipment.Shop)).Showing(nameof(Shipment.Id), nameof(Shipment.Number), nameof(Shipment.From))
            .Replacing(nameof(Shipment.From), PersonalTable.CountryOnly),
        PersonalTable.OfShops<DeliveryProfile>(nameof(DeliveryProfile.Shop)).Replacing(nameof(DeliveryProfile.Origin), "NULL"),
        PersonalTable.Of<Courier>(nameof(Courier.Id)).Removed(),
        PersonalTable.Of<CourierTask>(nameof(CourierTask.Courier)).Hiding(nameof(CourierTask.Asked)).Kept("names the courier by id only"),
    ];
}

/// <summary>Parcels in the hands of a courier.</summary>
internal sealed class ShippingOpenMatters(NpgsqlDataSource database) : IOpenMatters
{
    private const string Question = """
        SELECT 'deliveries-open', count(*)::int FROM shipping.courier_tasks
        WHERE courier = @person AND state NOT IN ('DECLINED', 'TIMED_OUT', 'DONE', 'RETURNED', 'LOST', 'CANCELLED')
        UNION ALL SELECT 'shift-open', count(*)::int FROM shipping.couriers WHERE id = @person AND on_shift
        """;

    public Task<IReadOnlyList<OpenMatter>> Of(UserId person, IReadOnlyList<ShopId> shops, CancellationToken ct) =>
        OpenMattersSql.Ask(database, Question, person, shops, ct);
}
