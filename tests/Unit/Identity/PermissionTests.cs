using System.Text.RegularExpressions;
using Marketplace.Domain.Identity;
using Marketplace.Ports.Identity;
using Xunit;

namespace Marketplace.Tests.Unit.Identity;

public sealed class PermissionTests
{
    [Fact]
    public void Permissions_are_named_context_resource_action_and_known_once()
    {
        Assert.All(Permissions.All, p => Assert.Matches(new Regex("^[a-z]+(\\.[a-z]+(-[a-z]+)*){2}$"), p.Name));
        Assert.Equal(Permissions.All.Count, Permissions.All.Select(p => p.Name).Distinct().Count());
    }

    [Fact]
    public void Permissions_belong_to_roles_there_are()
    {
        var known = SystemRoles.OfAccounts.Concat(SystemRoles.OfShops).ToHashSet();

        Assert.All(Permissions.All, p => Assert.NotEmpty(p.Roles));
        Assert.Empty(Permissions.All.SelectMany(p => p.Roles).Except(known));
        Assert.Equal(SystemRoles.OfAccounts, RoleNames.Of(Enum.GetValues<Role>()));
        Assert.Equal(SystemRoles.OfShops, Enum.GetValues<ShopRole>().Select(r => SystemRoles.InShop(r.ToString())));
    }

    [Fact]
    public void A_market_can_give_back_office_work_but_neither_rights_nor_shops()
    {
        Assert.True(Permissions.Named("payments.refund.read").CanBeGiven);
        Assert.False(Permissions.Named("identity.role.grant").CanBeGiven);
        Assert.False(Permissions.Named("identity.role.define").CanBeGiven);
        Assert.False(Permissions.Named("payments.own-payout.request").CanBeGiven);
        Assert.False(Permissions.Named(Permissions.AnyAccount).CanBeGiven);
    }

    [Theory]
    [InlineData("shop-manager", "payments.balance.read", false)]
    [InlineData("shop-manager", "catalog.product.change", true)]
    [InlineData("shop-warehouse", "catalog.stock.change", true)]
    [InlineData("shop-warehouse", "catalog.offer.change", false)]
    [InlineData("shop-cashier", "orders.seller-order.fulfil", true)]
    [InlineData("shop-cashier", "catalog.stock.change", false)]
    [InlineData("shop-accountant", "payments.own-payout.request", true)]
    [InlineData("shop-accountant", "orders.seller-order.fulfil", false)]
    [InlineData("shop-manager", "identity.api-key.manage", false)]
    [InlineData("shop-manager", "identity.staff.manage", false)]
    public void Staff_of_shops_has_what_its_work_needs(string role, string permission, bool has) =>
        Assert.Equal(has, Permissions.Named(permission).Roles.Contains(role));
}
