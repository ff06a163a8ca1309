using Marketplace.Kernel;

namespace Marketplace.Domain.Orders;

/// <summary>
/// A purchase on the table: quoted per seller with delivery and address, promising nothing until it is placed.
/// </summary>
/// <remarks>The order that comes of it carries the same id, so that placing twice cannot make two.</remarks>
public sealed class Checkout : Aggregate<CheckoutId>
{
    /// <summary>How long a quote may be placed.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private Checkout(CheckoutId id, UserId buyer, bool fromCart, DateTimeOffset openedAt) : base(id) =>
        (Buyer, FromCart, OpenedAt, ExpiresAt) = (buyer, fromCart, openedAt, openedAt + Lifetime);

    /// <summary>Account or visitor.</summary>
    public UserId Buyer { get; private set; }

    /// <summary>True when the lines came from the cart and leave it on placing.</summary>
    public bool FromCart { get; private set; }

    /// <summary>When it was opened.</summary>
    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>Until when it may be placed; a new quote extends it.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>One part per seller.</summary>
    public IReadOnlyList<CheckoutPart> Parts { get; private set; } = [];

    /// <summary>Where the goods go; null until the buyer says so.</summary>
    [Personal]
    public Address? Address { get; private set; }

    /// <summary>Where a visitor without an account is written to; null for accounts.</summary>
    [Personal]
    public string? Email { get; private set; }

    /// <summary>The visitor's language.</summary>
    public string? Locale { get; private set; }

    /// <summary>When the order was placed; null before.</summary>
    public DateTimeOffset? PlacedAt { get; private set; }

    /// <summary>Row version for conditional requests.</summary>
    public uint Version { get; private set; }

    /// <summary>Every offer in it.</summary>
    public IReadOnlyList<OfferId> Offers => [.. Parts.SelectMany(p => p.Lines).Select(l => l.Offer)];

    /// <summary>The id of the order that comes of it.</summary>
    public OrderId Order => new(Id.Value);

    /// <summary>What the buyer sees as the sum of goods and chosen deliveries, in the currency of the quote.</summary>
    public Money Total => Money.Sum(Parts.Select(p => p.Total), Parts[0].Lines[0].UnitPrice.Currency);

    /// <summary>Opens a checkout over quoted parts; each part starts with its cheapest delivery.</summary>
    public static Result<Checkout> Open(
        CheckoutId id, UserId buyer, bool fromCart, IReadOnlyList<CheckoutPart> parts, Address? address, DateTimeOffset at)
    {
        if (parts.Count == 0) return CheckoutErrors.Empty;
        if (parts.SelectMany(p => p.Lines).Select(l => l.UnitPrice.Currency).Distinct().Count() > 1)
            return CheckoutErrors.MixedCurrencies;

        return new Checkout(id, buyer, fromCart, at) { Parts = [.. parts.Select(p => p.Cheapest())], Address = address };
    }

    /// <summary>A visitor says where news of the order are to go.</summary>
    public void WriteTo(string email, string locale) => (Email, Locale) = (email, locale);

    /// <summary>Takes today's quote over; delivery choices stay where they are still offered.</summary>
    public Result Requote(IReadOnlyList<CheckoutPart> parts, Address? address, DateTimeOffset at)
    {
        if (PlacedAt is not null) return CheckoutErrors.AlreadyPlaced;
        if (parts.Count == 0) return CheckoutErrors.Empty;

        var chosen = Parts.ToDictionary(p => p.Shop, p => p.Chosen);
        Parts = [.. parts.Select(p => p.Choosing(chosen.GetValueOrDefault(p.Shop)) ?? p.Cheapest())];
        (Address, ExpiresAt) = (address, at + Lifetime);
        return Result.Ok;
    }

    /// <summary>Chooses a delivery option for one seller's part.</summary>
    public Result Choose(ShopId shop, string option)
    {
        if (PlacedAt is not null) return CheckoutErrors.AlreadyPlaced;
        if (Parts.FirstOrDefault(p => p.Shop == shop)?.Choosing(option) is not { } chosen)
            return CheckoutErrors.NoSuchOption;

        Parts = [.. Parts.Select(p => p.Shop == shop ? chosen : p)];
        return Result.Ok;
    }

    /// <summary>Checks that nothing is missing before the order is made of it.</summary>
    public Result ReadyToPlace(DateTimeOffset at)
    {
        if (at > ExpiresAt) return CheckoutErrors.Expired;
        if (Address is null) return CheckoutErrors.AddressMissing;
        if (Parts.FirstOrDefault(p => p.Delivery is null) is { } stuck) return CheckoutErrors.NoDelivery(stuck.Shop);
        return Result.Ok;
    }

    /// <summary>The buyer agreed; the checkout is used up.</summary>
    public void Place(DateTimeOffset at) => PlacedAt = at;
}

/// <summary>One seller's part of a checkout.</summary>
/// <param name="Options">Delivery options, cheapest first; empty when there is no address or the shop does not deliver
/// there.</param>
/// <param name="Chosen">Code of the chosen option.</param>
/// <param name="DeliveryTax">Tax on top of the delivery price; zero where prices include tax.</param>
public sealed record CheckoutPart(
    ShopId Shop, string ShopName, IReadOnlyList<CheckoutLine> Lines, IReadOnlyList<DeliveryChoice> Options, string? Chosen,
    Rate DeliveryTax = default)
{
    /// <summary>The chosen option.</summary>
    public DeliveryChoice? Delivery => Options.FirstOrDefault(o => o.Code == Chosen);

    /// <summary>Goods alone.</summary>
    public Money Goods => Money.Sum(Lines.Select(l => l.Total), Lines[0].UnitPrice.Currency);

    /// <summary>Goods and delivery.</summary>
    public Money Total => Delivery is { } delivery ? Goods + delivery.Price + DeliveryTax.Of(delivery.Price) : Goods;

    /// <summary>The part with its first, cheapest option chosen.</summary>
    public CheckoutPart Cheapest() => this with { Chosen = Options.Count > 0 ? Options[0].Code : null };

    /// <summary>The part with the named option chosen; null when it is not offered.</summary>
    public CheckoutPart? Choosing(string? option) =>
        Options.Any(o => o.Code == option) ? this with { Chosen = option } : null;
}

/// <summary>Units of one offer at the price the buyer was shown.</summary>
/// <param name="TaxOnTop">Zero where prices include tax.</param>
public sealed record CheckoutLine(
    OfferId Offer, ProductId Product, string Title, string Sku, int Quantity, Money UnitPrice, Rate TaxOnTop = default)
{
    /// <summary>What the line costs with any tax on top.</summary>
    public Money Total => UnitPrice * Quantity + TaxOnTop.Of(UnitPrice * Quantity);
}

/// <summary>One way to bring one seller's goods to the buyer, as quoted.</summary>
/// <param name="Payee"><c>seller</c> or <c>platform</c>.</param>
public sealed record DeliveryChoice(
    string Code, string Carrier, string Service, string Name, Money Price, int MinDays, int MaxDays, string Payee,
    bool Pickup)
{
    /// <summary>The buyer may pay at the door.</summary>
    public bool CashOnDelivery { get; init; }
}
