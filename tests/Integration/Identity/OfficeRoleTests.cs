using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Kernel;
using Xunit;

namespace Marketplace.Tests.Integration.Identity;

/// <summary>Roles a market makes for its back office.</summary>
public sealed class OfficeRoleTests(TestHost host)
{
    private readonly HttpClient _admin = host.As(UserId.New(DateTimeOffset.UtcNow), "admin");
    private readonly string _name = "desk-" + Guid.NewGuid().ToString("N")[..12];

    [Fact]
    public async Task Who_has_a_role_of_the_market_may_what_it_says_at_once_and_no_longer_when_it_is_gone()
    {
        var ann = await People.Register(host);
        Assert.Equal(HttpStatusCode.Forbidden, (await ann.Client.GetAsync("refunds")).StatusCode);
        await Define("payments.refund.read", "orders.held.settle");
        await Give(ann);

        Assert.Equal(HttpStatusCode.OK, (await ann.Client.GetAsync("support/seller-orders/held")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await ann.Client.GetAsync("finance/ledger")).StatusCode);

        await Define("payments.refund.read");
        Assert.Equal(HttpStatusCode.Forbidden, (await ann.Client.GetAsync("support/seller-orders/held")).StatusCode);
        Assert.NotEqual(HttpStatusCode.Forbidden, (await ann.Client.GetAsync("refunds")).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await _admin.DeleteAsync($"roles/{_name}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await ann.Client.GetAsync("refunds")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ann.Client.GetAsync("me")).StatusCode);
    }

    [Fact]
    public async Task What_its_holders_read_of_others_is_in_the_audit_log()
    {
        var (ann, bob) = (await People.Register(host), await People.Register(host));
        await Define("identity.user.read");
        await Give(ann);

        Assert.Equal(HttpStatusCode.OK, (await ann.Client.GetAsync($"users/{bob.Id}")).StatusCode);

        var lines = (await People.Json(await _admin.GetAsync($"audit?actor={ann.Id}&entityId={bob.Id}"), 200)).GetProperty("items");
        Assert.Equal(("read", _name), (lines[0].GetProperty("result").GetString(), lines[0].GetProperty("role").GetString()));
    }

    [Theory]
    [InlineData("admin", "payments.refund.read", 409, "role-name-reserved")]
    [InlineData("shop-keeper", "payments.refund.read", 409, "role-name-reserved")]
    [InlineData("Desk", "payments.refund.read", 422, "validation-failed")]
    [InlineData("desk", "identity.role.grant", 422, "validation-failed")]
    [InlineData("desk", "payments.own-payout.request", 422, "validation-failed")]
    [InlineData("desk", "no.such.thing", 422, "validation-failed")]
    public async Task Names_of_the_product_and_the_giving_of_rights_are_refused(string name, string permission, int status, string code) =>
        Assert.Equal(code, await People.Code(
            await _admin.PutAsJsonAsync($"roles/{name}", new { title = "Desk", permissions = new[] { permission } }), status));

    [Fact]
    public async Task Roles_and_permissions_are_listed_for_administrators()
    {
        var roles = (await People.Json(await _admin.GetAsync("roles"), 200)).GetProperty("items").EnumerateArray().ToList();
        var permissions = (await People.Json(await _admin.GetAsync("permissions"), 200)).GetProperty("items").EnumerateArray();

        Assert.Contains(roles, r => r.GetProperty("name").GetString() == "shop-manager" && r.GetProperty("system").GetBoolean());
        Assert.Contains(permissions, p => p.GetProperty("name").GetString() == "payments.payout.approve");
        using var support = host.As(UserId.New(DateTimeOffset.UtcNow), "support");
        Assert.Equal(HttpStatusCode.Forbidden, (await support.GetAsync("roles")).StatusCode);
    }

    private async Task Define(params string[] permissions) => await People.Json(
        await _admin.PutAsJsonAsync($"roles/{_name}", new { title = "Front desk", permissions }), 204);

    private async Task<JsonElement> Give(Person person) => await People.Json(
        await _admin.PostAsJsonAsync($"users/{person.Id}/roles", new { role = _name, granted = true }), 200);
}
