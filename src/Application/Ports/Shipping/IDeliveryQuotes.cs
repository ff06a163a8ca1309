using Marketplace.Kernel;
using Marketplace.Ports.Catalog;

namespace Marketplace.Ports.Shipping;

/// <summary>What a seller's parcel would hold and where it would go.</summary>
public sealed record DeliveryQuestion(ShopId Shop, Address Destination, IReadOnlyList<DeliveryItem> Items, Money GoodsTotal);

/// <summary>Units of one size in a parcel.</summary>
public sealed record DeliveryItem(ParcelSize Size, int Quantity);

/// <summary>One way to get the goods to the buyer.</summary>
/// <param name="Code">Stable code within the quote: carrier, service (for instance <c>local:courier</c>).</param>
/// <param name="Name">Name in the shop's own words.</param>
/// <param name="Payee"><c>seller</c> when the shop delivers for its own money, <c>platform</c> otherwise.</param>
public sealed record DeliveryOption(
    string Code, string Carrier, string Service, string Name, Money Price, int MinDays, int MaxDays, string Payee, bool Pickup)
{
    /// <summary>The buyer may pay at the door.</summary>
    public bool CashOnDelivery { get; init; }
}

/// <summary>Published query of Shipping: delivery options per question, cheapest first; none means the shop does not deliver there.</summary>
public interface IDeliveryQuotes
{
    /// <summary>Options for each question, in order.</summary>
    Task<IReadOnlyList<IReadOnlyList<DeliveryOption>>> For(IReadOnlyList<DeliveryQuestion> questions, CancellationToken ct);
}
