using Marketplace.Kernel;
using Marketplace.Ports.Shipping;

namespace Marketplace.Application.Shipping;

/// <summary>What delivery of these offers to a place would cost, by shop.</summary>
public sealed record GetDeliveryQuote(Address Destination, IReadOnlyList<QuotedUnits> Lines);

/// <summary>Units of one offer to quote delivery for.</summary>
public sealed record QuotedUnits(OfferId Offer, int Quantity);

/// <summary>The answer to <see cref="GetDeliveryQuote"/>; offers nobody sells are left out.</summary>
public sealed record DeliveryQuoteView(IReadOnlyList<ShopDelivery> Shops);

/// <summary>A shop's ways of delivery, cheapest first; none means it does not deliver there.</summary>
public sealed record ShopDelivery(ShopId Shop, IReadOnlyList<DeliveryOption> Options);
