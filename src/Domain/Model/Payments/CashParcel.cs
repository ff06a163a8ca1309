using System.Text.Json.Serialization;
using Marketplace.Kernel;

namespace Marketplace.Domain.Payments;

/// <summary>How the money of one parcel stands that is paid at the door.</summary>
public enum CashState
{
    /// <summary>To be taken at the door.</summary>
    Due,

    /// <summary>Taken.</summary>
    Collected,

    /// <summary>The platform paid it instead of the buyer.</summary>
    Waived,
}

/// <summary>Units of one line in a parcel and their money.</summary>
public sealed record CashLine(int Line, int Quantity, LineAmounts Amounts);

/// <summary>What one parcel brings at the door; the delivery fee travels with the first parcel.</summary>
public sealed record CashParcel(ShipmentId Shipment, CashState State, IReadOnlyList<CashLine> Lines, Currency Currency)
{
    /// <summary>The parcel's money, component by component.</summary>
    [JsonIgnore]
    public LineAmounts Total => LineAmounts.Sum(Lines.Select(l => l.Amounts), Currency);
}

/// <summary>A parcel's amount at the door is known.</summary>
public sealed record CashFellDue(ShipmentId Shipment, SellerOrderId SellerOrder, OrderId Order, Money Amount) : IDomainEvent;
