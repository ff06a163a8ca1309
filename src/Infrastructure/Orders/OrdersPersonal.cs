using Marketplace.Domain.Orders;
using Marketplace.Infrastructure.Persistence;

namespace Marketplace.Infrastructure.Orders;

/// <summary>Orders stay as accounting facts; who ordered, and where it went, goes.</summary>
internal sealed class OrdersPersonal : IPersonalTables
{
    private static readonly PersonalTable Orders = PersonalTable.Of<Order>(nameof(Order.Buyer))
        .Replacing(nameof(Order.ShipTo), PersonalTable.CountryOnly).Replacing(nameof(Order.CancelReason), "NULL");

    public string Context => "orders";

    public IReadOnlyList<PersonalTable> Tables { get; } =
    [
        Orders,
        PersonalTable.Below<SellerOrder>(Orders, nameof(SellerOrder.Order))
            .Replacing(nameof(SellerOrder.CancelRequest), "{0} - 'reason' - 'note'")
            .Replacing(nameof(SellerOrder.CancelReason), "NULL"),
        PersonalTable.Of<Return>(nameof(Return.Buyer)).Replacing(nameof(Return.Comment), "NULL")
            .Replacing(nameof(Return.Photos), "'[]'::jsonb").Replacing(nameof(Return.Objection), "NULL"),
        PersonalTable.Of<Cart>(nameof(Cart.Id)).Removed(),

        // A placed checkout is the idempotency of its order; an open one is of no use to anybody any more.
        PersonalTable.Of<Checkout>(nameof(Checkout.Buyer)).Replacing(nameof(Checkout.Address), "NULL")
            .Replacing(nameof(Checkout.Email), "NULL"),
    ];
}
