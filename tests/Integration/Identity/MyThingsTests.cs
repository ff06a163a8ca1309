using System.Net;
using System.Net.Http.Json;
using Marketplace.Kernel;
using Xunit;

namespace Marketplace.Tests.Integration.Identity;

/// <summary>Favourites, the wallet, confirmation by hand, and cookies that renew themselves.</summary>
public sealed class MyThingsTests(TestHost host)
{
    [Fact]
    public async Task Unknown_things_are_no_favourites_and_what_is_not_kept_is_dropped_already()
    {
        var ann = await People.Register(host);

        Assert.Equal("favourite-not-found", await People.Code(await ann.Client.PutAsync($"me/favourites/products/{Guid.NewGuid()}", null), 404));
        Assert.Equal("favourite-not-found", await People.Code(await ann.Client.PutAsync($"me/favourites/shops/{Guid.NewGuid()}", null), 404));
        Assert.Equal(HttpStatusCode.NoContent, (await ann.Client.DeleteAsync($"me/favourites/shops/{Guid.NewGuid()}")).StatusCode);
        Assert.Empty((await People.Json(await ann.Client.GetAsync("me/favourites"), 200)).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_shop_is_kept_once_shown_with_its_name_and_taken_off()
    {
        var (ann, owner, shop) = (await People.Register(host), UserId.New(DateTimeOffset.UtcNow), Guid.CreateVersion7());
        await Execute(
            "INSERT INTO sellers.shops (id, owner, name, slug, country, legal_form, kind, status, tax_exempt, auto_accept, applied_at) "
            + "VALUES ($1, $2, 'Blue door', 'blue-' || $1::text, 'UZ', 'COMPANY', 'GOODS', 'ACTIVE', false, false, now())", shop, owner.Value);
        await Execute("INSERT INTO catalog.storefronts (id, name, selling) VALUES ($1, 'Blue door', true)", shop);

        Assert.Equal(HttpStatusCode.NoContent, (await ann.Client.PutAsync($"me/favourites/shops/{shop}", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await ann.Client.PutAsync($"me/favourites/shops/{shop}", null)).StatusCode);
        var kept = Assert.Single((await People.Json(await ann.Client.GetAsync("me/favourites"), 200)).GetProperty("items").EnumerateArray());
        Assert.Equal(("SHOP", "Blue door", shop), (kept.GetProperty("kind").GetString(), kept.GetProperty("name").GetString(), kept.GetProperty("id").GetGuid()));

        Assert.Equal(HttpStatusCode.NoContent, (await ann.Client.DeleteAsync($"me/favourites/shops/{shop}")).StatusCode);
        Assert.Empty((await People.Json(await ann.Client.GetAsync("me/favourites"), 200)).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_wallet_shows_what_the_ledger_says()
    {
        var ann = await People.Register(host);
        Assert.Empty((await People.Json(await ann.Client.GetAsync("me/wallet"), 200)).GetProperty("balances").EnumerateArray());
        var posting = Guid.CreateVersion7();
        await Execute(
            "WITH p AS (INSERT INTO payments.ledger_postings (id, cause_kind, cause_id, at) VALUES ($1, 'wallet-gift', $1, now())) "
            + "INSERT INTO payments.ledger_entries (posting_id, number, account, currency, minor) "
            + "VALUES ($1, 1, 'wallet:' || $2::text, 'UZS', -5000), ($1, 2, 'platform:promo', 'UZS', 5000)", posting, ann.Id);

        var wallet = await People.Json(await ann.Client.GetAsync("me/wallet"), 200);
        Assert.Equal(5000, Assert.Single(wallet.GetProperty("balances").EnumerateArray()).GetProperty("amount").GetInt64());
        Assert.Equal("wallet-gift", Assert.Single(wallet.GetProperty("movements").EnumerateArray()).GetProperty("kind").GetString());
        var bob = await People.Register(host);
        Assert.Empty((await People.Json(await bob.Client.GetAsync("me/wallet"), 200)).GetProperty("movements").EnumerateArray());
    }

    [Fact]
    public async Task Staff_confirms_an_address_by_hand_for_a_reason_but_not_a_taken_one()
    {
        var (ann, bob, staff) = (await People.Register(host), await People.Register(host), UserId.New(DateTimeOffset.UtcNow));
        using var support = host.As(staff, "support");
        var address = People.Address();

        Assert.Equal(422, (int)(await support.PostAsJsonAsync($"users/{ann.Id}/confirm", new { email = address, reason = "" })).StatusCode);
        Assert.Equal("address-taken", await People.Code(
            await support.PostAsJsonAsync($"users/{ann.Id}/confirm", new { email = bob.Email, reason = "Passport seen" }), 409));
        Assert.Equal(404, (int)(await support.PostAsJsonAsync($"users/{Guid.NewGuid()}/confirm", new { email = address, reason = "Passport seen" })).StatusCode);
        Assert.Equal(403, (int)(await bob.Client.PostAsJsonAsync($"users/{ann.Id}/confirm", new { email = address, reason = "Passport seen" })).StatusCode);
        Assert.Equal(204, (int)(await support.PostAsJsonAsync($"users/{ann.Id}/confirm", new { email = address, reason = "Passport seen" })).StatusCode);

        var me = await People.Json(await ann.Client.GetAsync("me"), 200);
        Assert.Equal((address, true), (me.GetProperty("email").GetString(), me.GetProperty("emailConfirmed").GetBoolean()));
        await using var ask = host.Database.CreateCommand(
            "SELECT reason || ' ' || actor FROM admin.audit WHERE entity_id = $1 AND action LIKE '%confirm' AND result = 'done'");
        ask.Parameters.Add(new() { Value = ann.Id });
        Assert.Equal($"Passport seen {staff}", await ask.ExecuteScalarAsync());
    }

    private async Task Execute(string statement, params Guid[] ids)
    {
        await using var command = host.Database.CreateCommand(statement);
        foreach (var id in ids) command.Parameters.Add(new() { Value = id });
        await command.ExecuteNonQueryAsync();
    }
}
