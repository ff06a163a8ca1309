using System.Text.Json;
using Marketplace.Domain.Shipping;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Marketplace.Ports.Catalog;
using Marketplace.Ports.Shipping;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Marketplace.Infrastructure.Shipping;

/// <summary>Answers delivery questions from the tables of the shops, all shops in one read.</summary>
internal sealed class DeliveryQuotes(NpgsqlDataSource database, StandardDelivery standard) : IDeliveryQuotes
{
    private const string Profiles = "SELECT shop, zones FROM shipping.delivery_profiles WHERE shop = ANY($1) ORDER BY created_at, id";

    public async Task<IReadOnlyList<IReadOnlyList<DeliveryOption>>> For(
        IReadOnlyList<DeliveryQuestion> questions, CancellationToken ct)
    {
        if (questions.Count == 0) return [];

        var profiles = await Read([.. questions.Select(q => q.Shop.Value).Distinct()], ct);
        return [.. questions.Select(q => Answer(q, profiles[q.Shop.Value].ToList()))];
    }

    private IReadOnlyList<DeliveryOption> Answer(
        DeliveryQuestion question, IReadOnlyList<IReadOnlyList<DeliveryZone>> profiles)
    {
        var parcel = question.Items.Select(i => new PackedUnits(Measure(i.Size), i.Quantity)).ToList();
        var offers = DeliveryPricing.Options(
            profiles.Count > 0 ? profiles : [standard.Zones], question.Destination, parcel, question.GoodsTotal);
        return
        [
            .. offers.Select(o => new DeliveryOption(
                o.Tariff.Code, o.Tariff.Carrier, o.Tariff.Service, o.Tariff.Name, o.Price, o.Tariff.MinDays,
                o.Tariff.MaxDays,
                o.Tariff.Payee == DeliveryPayee.Seller ? "seller" : "platform", o.Tariff.Pickup)
            {
                CashOnDelivery = o.Tariff.CashOnDelivery && Carriers.CanCollect(o.Tariff.Carrier),
            }),
        ];
    }

    private async Task<ILookup<Guid, IReadOnlyList<DeliveryZone>>> Read(Guid[] shops, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Profiles);
        command.Parameters.Add(new() { Value = shops });
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new List<(Guid Shop, IReadOnlyList<DeliveryZone> Zones)>();
        while (await rows.ReadAsync(ct))
            found.Add(
                (rows.GetGuid(0), JsonSerializer.Deserialize<List<DeliveryZone>>(rows.GetString(1), Conventions.Json)!));
        return found.ToLookup(f => f.Shop, f => f.Zones);
    }

    private static ParcelMeasure Measure(ParcelSize size) =>
        new(size.WeightGrams, size.LengthMm, size.WidthMm, size.HeightMm);
}

/// <summary>The market's delivery terms for shops that state none: the local courier anywhere in the country.</summary>
/// <remarks>
/// Settings under <c>Shipping:Standard</c>: <c>Price</c> up to one kilogram and <c>PerExtraKg</c> in minor units of the
/// market's
/// currency, <c>MinDays</c>, <c>MaxDays</c>, <c>CashOnDelivery</c> (yes unless said otherwise; the market's own switch comes first).
/// </remarks>
internal sealed class StandardDelivery
{
    public StandardDelivery(IConfiguration settings, IMarketTerms market)
    {
        var (own, terms) = (settings.GetSection("Shipping:Standard"), market.Current);
        var unit = (long)Math.Pow(10, terms.Currency.Decimals);
        Money Amount(string name, long units) => new(own.GetValue(name, units * unit), terms.Currency);

        Zones =
        [
            new DeliveryZone(terms.Country, [new ZoneArea(terms.Country)],
            [
                new DeliveryTariff(
                    Carriers.Fleet, "courier", "Courier", DeliveryPayee.Platform, own.GetValue("MinDays", 1),
                    own.GetValue("MaxDays", 3),
                    [new WeightStep(1000, Amount("Price", 250))], Amount("PerExtraKg", 30),
                    CashOnDelivery: own.GetValue("CashOnDelivery", true)),
            ]),
        ];
    }

    public IReadOnlyList<DeliveryZone> Zones { get; }
}
