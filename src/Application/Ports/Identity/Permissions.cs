using System.Collections.Frozen;

namespace Marketplace.Ports.Identity;

/// <summary>Every permission there is, and the system roles that have it: the one table of who may do what.</summary>
public static class Permissions
{
    /// <summary>What every signed-in account may: look after itself.</summary>
    public const string AnyAccount = "identity.account.use";

    private static readonly string[] Admin = ["admin"];
    private static readonly string[] Finance = ["finance", "admin"];
    private static readonly string[] Support = ["support", "admin"];
    private static readonly string[] Help = ["support", "finance", "admin"];
    private static readonly string[] Moderation = ["moderator", "admin"];
    private static readonly string[] Owner = ["seller"];
    private static readonly string[] Lead = ["seller", "shop-manager"];
    private static readonly string[] Depot = ["seller", "shop-manager", "shop-warehouse"];
    private static readonly string[] Counter = ["seller", "shop-manager", "shop-warehouse", "shop-cashier"];
    private static readonly string[] Shop = ["seller", .. SystemRoles.OfShops];
    private static readonly string[] Books = ["seller", "shop-accountant"];

    /// <summary>The catalogue, in the order of its names.</summary>
    public static IReadOnlyList<Permission> All { get; } =
    [
        .. ((IEnumerable<Permission>)[.. Identity(), .. Sellers(), .. Catalog(), .. Orders(), .. Payments(), .. Shipping(), .. Operations()])
            .OrderBy(p => p.Name, StringComparer.Ordinal),
    ];

    private static readonly FrozenDictionary<string, Permission> ByName = All.ToFrozenDictionary(p => p.Name, StringComparer.Ordinal);

    /// <summary>The permission of a name; a name that is none is a bug and found when the host starts.</summary>
    public static Permission Named(string name) => ByName.TryGetValue(name, out var known)
        ? known
        : throw new ArgumentException($"There is no permission '{name}': add it to {nameof(Permissions)}.", nameof(name));

    /// <summary>The permission of a name that somebody typed; null when it is none.</summary>
    public static Permission? Find(string name) => ByName.GetValueOrDefault(name);

    private static Permission[] Identity() =>
    [
        new(AnyAccount, "Look after the own account", [.. SystemRoles.OfAccounts, .. SystemRoles.OfShops], Reach.OwnAccount),
        new("identity.api-key.read", "See the shop's API keys", Owner, Reach.OwnShop),
        new("identity.api-key.manage", "Make, replace and end API keys", Owner, Reach.OwnShop),
        new("identity.consent-text.publish", "Publish texts people agree to", Admin, Reach.Everything),
        new("identity.role.define", "Make and change roles of the back office", Admin, Reach.Everything),
        new("identity.role.grant", "Give roles and take them away", Admin, Reach.Everything),
        new("identity.role.read", "See roles, permissions and who has them", Admin, Reach.Everything),
        new("identity.session.end", "End all sessions of an account", Admin, Reach.Everything),
        new("identity.signing-key.read", "See the keys of access tokens", Admin, Reach.Everything),
        new("identity.signing-key.rotate", "Let the next key sign", Admin, Reach.Everything),
        new("identity.staff.manage", "Invite, move and remove staff of the shop", Owner, Reach.OwnShop),
        new("identity.staff.read", "See who works for the shop", Lead, Reach.OwnShop),
        new("identity.user.confirm", "Confirm an account by hand", Support, Reach.Everything),
        new("identity.user.read", "See accounts", Admin, Reach.Everything),
    ];

    private static Permission[] Sellers() =>
    [
        new("sellers.own-shop.apply", "Apply with a shop", ["buyer", "seller"], Reach.OwnAccount),
        new("sellers.own-shop.change", "Change the own shop", ["buyer", "seller"], Reach.OwnShop),
        new("sellers.own-shop.read", "See the shop one owns or works for", ["buyer", .. Shop], Reach.OwnShop),
        new("sellers.shop.approve", "Let shops in", Moderation, Reach.Everything),
        new("sellers.shop.read", "See all shops", Moderation, Reach.Everything),
        new("sellers.shop.sanction", "Restrict, suspend, close and reactivate shops", Moderation, Reach.Everything),
    ];

    private static Permission[] Catalog() =>
    [
        new("catalog.category.manage", "Change the tree of categories", Admin, Reach.Everything),
        new("catalog.offer.change", "Set prices and terms", Lead, Reach.OwnShop),
        new("catalog.offer.read", "See the shop's offers", Counter, Reach.OwnShop),
        new("catalog.product.change", "Write and publish products", Lead, Reach.OwnShop),
        new("catalog.product.read", "See the shop's products", Counter, Reach.OwnShop),
        new("catalog.stock.change", "Set units on hand", Depot, Reach.OwnShop),
        new("catalog.stock.read", "See units on hand", Counter, Reach.OwnShop),
    ];

    private static Permission[] Orders() =>
    [
        new("orders.cart.merge", "Take a visitor's cart over", ["buyer"], Reach.OwnAccount),
        new("orders.held.arrive", "Settle that a silent parcel arrived", Support, Reach.Everything),
        new("orders.held.settle", "Hold and release the money of orders", Help, Reach.Everything),
        new("orders.order.assist", "See and change buyers' orders for them", Support, Reach.Everything),
        new("orders.order.oversee", "See parcels and returns of everybody", SystemRoles.BackOffice, Reach.Everything),
        new("orders.return.decide", "Agree to returns or refuse them", Lead, Reach.OwnShop),
        new("orders.return.handle", "Take returned goods in and inspect them", Depot, Reach.OwnShop),
        new("orders.seller-order.cancel", "Cancel, and answer who wants to cancel", [.. Lead, .. Support], Reach.OwnOrder),
        new("orders.seller-order.fulfil", "Accept, decline and pack", Counter, Reach.OwnShop),
        new("orders.seller-order.list", "See the shop's orders", Shop, Reach.OwnShop),
        new("orders.seller-order.read", "See one seller order with its money", [.. Shop, .. Support], Reach.OwnOrder),
    ];

    private static Permission[] Payments() =>
    [
        new("payments.balance.read", "See balance and statement", Books, Reach.OwnShop),
        new("payments.cash.count", "Count money taken at doors", Finance, Reach.Everything),
        new("payments.cash.read", "See money taken at doors", Finance, Reach.Everything),
        new("payments.chargeback.decide", "Let the platform bear a chargeback", Finance, Reach.Everything),
        new("payments.chargeback.read", "See chargebacks", Finance, Reach.Everything),
        new("payments.fee.change", "Change the fee schedule", Finance, Reach.Everything),
        new("payments.fee.preview", "See what the platform would take", [.. Lead, "shop-accountant"], Reach.OwnShop),
        new("payments.fee.read", "See the fee schedule", Finance, Reach.Everything),
        new("payments.ledger.read", "See the ledger", Finance, Reach.Everything),
        new("payments.own-payout.read", "See the shop's payouts", Books, Reach.OwnShop),
        new("payments.own-payout.request", "Ask for a payout", Books, Reach.OwnShop),
        new("payments.payment.read", "See everybody's payments", Help, Reach.Everything),
        new("payments.payout-account.change", "Name the payout account", Books, Reach.OwnShop),
        new("payments.payout-account.read", "See the payout account", Books, Reach.OwnShop),
        new("payments.payout.approve", "Approve payouts", Finance, Reach.Amount),
        new("payments.payout.read", "See payouts of all shops", Finance, Reach.Everything),
        new("payments.payout.settle", "Hold, release, cancel payouts, note bank transfers", Finance, Reach.Everything),
        new("payments.reconciliation.explain", "Explain differences", Finance, Reach.Everything),
        new("payments.reconciliation.read", "See comparisons with providers", Finance, Reach.Everything),
        new("payments.refund.approve", "Agree to refunds or refuse them", Help, Reach.Amount),
        new("payments.refund.assist", "Give refunds up to support's limit", ["support"], Reach.Amount),
        new("payments.refund.give", "Give refunds above support's limit", Finance, Reach.Amount),
        new("payments.refund.read", "See refunds", [.. Lead, "shop-accountant", .. Help], Reach.OwnOrder),
        new("payments.refund.request", "Give money back or ask for it", [.. Lead, .. Help], Reach.OwnOrder),
        new("payments.refund.settle", "Send refunds again, note bank transfers", Finance, Reach.Everything),
    ];

    private static Permission[] Shipping() =>
    [
        new("shipping.cash.waive", "Let a buyer off the money at the door", [.. Lead, .. Help], Reach.OwnOrder),
        new("shipping.parcel.handle", "Pack, label and hand over parcels", Counter, Reach.OwnShop),
        new("shipping.parcel.lose", "Declare a parcel lost", Support, Reach.Everything),
        new("shipping.parcel.read", "See parcels", ["buyer", .. Counter, .. Support], Reach.OwnOrder),
        new("shipping.profile.manage", "Set terms of delivery", Lead, Reach.OwnShop),
        new("shipping.task.work", "Deliver", ["courier"], Reach.OwnAccount),
    ];

    private static Permission[] Operations() =>
    [
        new("admin.approval.decide", "Agree to what others proposed, within the own permissions", Finance, Reach.Everything),
        new("admin.approval.read", "See what was proposed, within the own permissions", Finance, Reach.Everything),
        new("admin.audit.read", "Read and check the audit log", Admin, Reach.Everything),
        new("admin.clock.advance", "Move a sandbox market's clock", Admin, Reach.Everything),
        new("admin.clock.read", "See the market's time", ["admin", "finance", "support"], Reach.Everything),
        new("admin.dead-letter.read", "See messages given up on", Admin, Reach.Everything),
        new("admin.dead-letter.replay", "Try dead letters again", Admin, Reach.Everything),
        new("search.index.manage", "Rebuild and check the index", Admin, Reach.Everything),
        new("search.report.read", "See what is searched for", Admin, Reach.Everything),
        new("search.settings.manage", "Change weights, synonyms and pins", Admin, Reach.Everything),
    ];
}
