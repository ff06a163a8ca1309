using Marketplace.Kernel;

namespace Marketplace.Domain.Shipping;

/// <summary>A shop's delivery terms: zones, and in each the ways of delivery with their price tables.</summary>
public sealed class DeliveryProfile : Aggregate<DeliveryProfileId>
{
    private const long MaxAmount = 1_000_000_000_000;

    private DeliveryProfile(DeliveryProfileId id, ShopId shop) : base(id) => Shop = shop;

    /// <summary>Whose terms these are.</summary>
    public ShopId Shop { get; private set; }

    /// <summary>Name for the seller's eyes.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Where parcels are picked up; null when the shop has not said.</summary>
    [Personal]
    public Address? Origin { get; private set; }

    /// <summary>Zones in the seller's order.</summary>
    public IReadOnlyList<DeliveryZone> Zones { get; private set; } = [];

    /// <summary>When the profile was made.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Row version.</summary>
    public uint Version { get; private set; }

    /// <summary>Terms for a shop, all prices in the market's currency.</summary>
    public static Result<DeliveryProfile> Create(
        DeliveryProfileId id, ShopId shop, DeliveryTerms terms, Currency currency, DateTimeOffset at)
    {
        var profile = new DeliveryProfile(id, shop) { CreatedAt = at };
        return profile.Revise(terms, currency).Failed(out var refusal) ? refusal : profile;
    }

    /// <summary>Replaces the terms; orders placed before keep the price they were placed with.</summary>
    public Result Revise(DeliveryTerms terms, Currency currency)
    {
        if (Check(terms.Zones, currency) is { } refusal) return refusal;

        (Name, Origin, Zones) = (terms.Name.Trim(), terms.Origin, terms.Zones);
        return Result.Ok;
    }

    private static Error? Check(IReadOnlyList<DeliveryZone> zones, Currency currency)
    {
        var faults = new List<FieldError>();
        for (var z = 0; z < zones.Count; z++)
        {
            var codes = new HashSet<string>(StringComparer.Ordinal);
            for (var t = 0; t < zones[z].Tariffs.Count; t++)
            {
                var (tariff, pointer) = (zones[z].Tariffs[t], $"/zones/{z}/tariffs/{t}");
                if (!codes.Add(tariff.Code)) faults.Add(
                    new(pointer, "duplicate", "Carrier and service occur twice in this zone."));
                if (tariff.MinDays > tariff.MaxDays) faults.Add(
                    new($"{pointer}/maxDays", "too-small", "The longest time is below the shortest."));
                if (!Rising(tariff.Steps)) faults.Add(
                    new($"{pointer}/steps", "not-rising", "Weights of the steps must rise, and there must be one."));
                if (Amounts(tariff).Any(a => a.Currency != currency || a.Minor is < 0 or > MaxAmount))
                    faults.Add(
                        new(pointer, "wrong-amount", $"Amounts must be in {currency}, not negative and not absurd."));
            }
        }

        return faults.Count == 0 ? null : DeliveryProfileErrors.Faulty([.. faults]);
    }

    private static bool Rising(IReadOnlyList<WeightStep> steps) =>
        steps.Count > 0 && steps[0].UpToGrams > 0
            && steps.Zip(steps.Skip(1)).All(pair => pair.First.UpToGrams < pair.Second.UpToGrams);

    private static IEnumerable<Money> Amounts(DeliveryTariff tariff) =>
        tariff.Steps.Select(s => s.Price)
            .Concat(new[] { tariff.PerExtraKg, tariff.Handling, tariff.FreeFrom }.OfType<Money>());
}

/// <summary>What a seller states about delivery.</summary>
public sealed record DeliveryTerms(string Name, Address? Origin, IReadOnlyList<DeliveryZone> Zones);

/// <summary>Delivery profiles by id and by shop.</summary>
public interface IDeliveryProfiles
{
    /// <summary>The profile; null when unknown.</summary>
    Task<DeliveryProfile?> Find(DeliveryProfileId id, CancellationToken ct);

    /// <summary>A shop's profiles, oldest first.</summary>
    Task<IReadOnlyList<DeliveryProfile>> OfShop(ShopId shop, CancellationToken ct);

    /// <summary>Keeps a new profile.</summary>
    void Add(DeliveryProfile profile);

    /// <summary>Forgets a profile.</summary>
    void Remove(DeliveryProfile profile);
}
