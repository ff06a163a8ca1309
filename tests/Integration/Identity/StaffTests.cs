using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Kernel;
using Xunit;

namespace Marketplace.Tests.Integration.Identity;

/// <summary>Who works for a shop: invited, taken, moved, removed at once; and for which shop a call acts.</summary>
public sealed class StaffTests(TestHost host)
{
    [Fact]
    public async Task An_invited_person_takes_the_post_and_may_do_what_it_needs_and_nothing_else()
    {
        var owner = await Owner(host);
        var bob = await People.Register(host);
        Assert.Equal("forbidden", await People.Code(await bob.Client.GetAsync("seller/stock"), 403));

        await Hire(owner, bob, "warehouse");

        Assert.Equal(HttpStatusCode.OK, (await bob.Client.GetAsync("seller/stock")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await bob.Client.GetAsync("seller/orders")).StatusCode);
        Assert.Equal("forbidden", await People.Code(await bob.Client.GetAsync("seller/balance"), 403));
        Assert.Equal("forbidden", await People.Code(await bob.Client.GetAsync("seller/staff"), 403));
        Assert.Equal("forbidden", await People.Code(await bob.Client.GetAsync("me/api-keys"), 403));
        Assert.Equal(owner.Shop, (await People.Json(await bob.Client.GetAsync("seller/shop"), 200)).GetProperty("id").GetGuid());
        var shops = (await People.Json(await bob.Client.GetAsync("me/shops"), 200)).GetProperty("items");
        Assert.Equal("warehouse", Assert.Single(shops.EnumerateArray()).GetProperty("role").GetString());
        var listed = (await People.Json(await owner.Client.GetAsync("seller/staff"), 200)).GetProperty("items")[0];
        Assert.Equal(("ACTIVE", "Ann"), (listed.GetProperty("status").GetString(), listed.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task An_invitation_belongs_to_its_address_and_tells_nobody_whether_it_has_an_account()
    {
        var owner = await Owner(host);
        var (bob, eve) = (await People.Register(host), await People.Register(host));
        var known = await Invite(owner, bob.Email, "manager");
        var unknown = await Invite(owner, People.Address(), "manager");

        Assert.Equal(known.EnumerateObject().Select(p => p.Name), unknown.EnumerateObject().Select(p => p.Name));
        var id = known.GetProperty("id").GetGuid();
        Assert.Equal("post-not-found", await People.Code(await eve.Client.PostAsync($"me/invitations/{id}/accept", null), 404));
        Assert.Empty((await People.Json(await eve.Client.GetAsync("me/invitations"), 200)).GetProperty("items").EnumerateArray());
        Assert.Single((await People.Json(await bob.Client.GetAsync("me/invitations"), 200)).GetProperty("items").EnumerateArray());
        Assert.Equal(HttpStatusCode.NoContent, (await bob.Client.PostAsync($"me/invitations/{id}/decline", null)).StatusCode);
        Assert.Equal("post-over", await People.Code(await bob.Client.PostAsync($"me/invitations/{id}/accept", null), 409));
    }

    [Fact]
    public async Task The_letter_goes_to_the_address_and_names_neither_shop_nor_owner()
    {
        var mail = new Mail();
        await using var own = await TestHost.Start(
            new Dictionary<string, string?> { ["Adapters:Notifications:sandbox:Enabled"] = "false" }, mail.Instead);
        var owner = await Owner(own);
        var address = People.Address();

        await Invite(owner, address, "cashier");

        var letter = Assert.Single(await mail.To(own, address));
        Assert.Contains("/invitations", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("tea", letter.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Whoever_is_removed_is_out_on_every_host_within_five_seconds_while_the_session_goes_on()
    {
        await using var first = await TestHost.Start();
        await using var second = await TestHost.Start(database: first.DatabaseName);
        var owner = await Owner(first);
        var bob = await People.Register(first);
        var post = await Hire(owner, bob, "manager");
        using var there = People.With(second, bob.Access);
        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("seller/products")).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await owner.Client.DeleteAsync($"seller/staff/{post}")).StatusCode);

        Assert.Equal(HttpStatusCode.Forbidden, (await bob.Client.GetAsync("seller/products")).StatusCode);
        Assert.InRange(await SecondsUntilForbidden(there), 0, 6);
        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("me")).StatusCode);
    }

    [Fact]
    public async Task Another_role_counts_at_once_and_stale_changes_are_refused()
    {
        var owner = await Owner(host);
        var bob = await People.Register(host);
        var post = await Hire(owner, bob, "warehouse");
        var tag = (await owner.Client.GetAsync($"seller/staff/{post}")).Headers.ETag!.Tag;

        await People.Json(await People.Patch(owner.Client, $"seller/staff/{post}", new { role = "accountant" }, tag), 200);

        Assert.Equal(HttpStatusCode.OK, (await bob.Client.GetAsync("seller/balance")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await bob.Client.GetAsync("seller/stock")).StatusCode);
        Assert.Equal(412, (int)(await People.Patch(owner.Client, $"seller/staff/{post}", new { role = "manager" }, tag)).StatusCode);
        Assert.Equal(428, (int)(await People.Patch(owner.Client, $"seller/staff/{post}", new { role = "manager" }, null)).StatusCode);
    }

    [Fact]
    public async Task Who_works_for_several_shops_says_for_which_and_is_no_owner_elsewhere()
    {
        var (tea, rice) = (await Owner(host), await Owner(host));
        var bob = await People.Register(host);
        await Hire(tea, bob, "manager");
        await Hire(rice, bob, "cashier");

        Assert.Equal("shop-not-chosen", await People.Code(await bob.Client.GetAsync("seller/products"), 400));
        Assert.Equal(tea.Shop, await ShopSeenBy(bob.Access, tea.Shop));
        Assert.Equal(rice.Shop, await ShopSeenBy(bob.Access, rice.Shop));
        using var atRice = For(bob.Access, rice.Shop.ToString());
        Assert.Equal("forbidden", await People.Code(await atRice.PostAsJsonAsync("seller/products", new { }), 403));
        using var nowhere = For(bob.Access, Guid.NewGuid().ToString());
        Assert.Equal("shop-not-found", await People.Code(await nowhere.GetAsync("seller/products"), 404));
        using var nonsense = For(bob.Access, "tea");
        Assert.Equal(400, (int)(await nonsense.GetAsync("seller/products")).StatusCode);

        // The owner of one shop works at the counter of another: there only as what the post says.
        var post = await Invite(rice, tea.Email, "cashier");
        await People.Json(await tea.Client.PostAsync($"me/invitations/{post.GetProperty("id").GetGuid()}/accept", null), 200);
        Assert.Equal(HttpStatusCode.OK, (await tea.Client.GetAsync("seller/balance")).StatusCode);
        using var visiting = For(tea.Access, rice.Shop.ToString());
        Assert.Equal(HttpStatusCode.OK, (await visiting.GetAsync("seller/orders")).StatusCode);
        Assert.Equal("forbidden", await People.Code(await visiting.GetAsync("seller/balance"), 403));
        Assert.Equal("shop-not-found", await People.Code(await People.Patch(visiting, "seller/shop", new { name = "Mine" }, "\"1\""), 404));
    }

    [Fact]
    public async Task Other_shops_posts_are_not_there_and_nobody_is_hired_twice()
    {
        var (tea, rice) = (await Owner(host), await Owner(host));
        var bob = await People.Register(host);
        var post = await Hire(tea, bob, "manager");

        Assert.Equal("post-not-found", await People.Code(await rice.Client.GetAsync($"seller/staff/{post}"), 404));
        Assert.Equal("post-not-found", await People.Code(await rice.Client.DeleteAsync($"seller/staff/{post}"), 404));
        var twice = await tea.Client.PostAsJsonAsync("seller/staff", new { email = bob.Email.ToUpperInvariant(), role = "cashier" });
        Assert.Equal("already-invited", await People.Code(twice, 409));
        Assert.Equal(HttpStatusCode.NoContent, (await bob.Client.DeleteAsync($"me/shops/{tea.Shop}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await bob.Client.GetAsync("seller/products")).StatusCode);
    }

    [Theory]
    [InlineData("""{"email":"nobody","role":"manager"}""", 422, "/email")]
    [InlineData("""{"email":"a@example.com","role":"owner"}""", 422, "/role")]
    [InlineData("""{"email":"a@example.com","role":null}""", 400, "/role")]
    [InlineData("""{"email":"a@example.com"}""", 400, "")]
    [InlineData("""{"email":"a@example.com","role":"manager","shop":"mine"}""", 400, "/shop")]
    public async Task Bad_input_is_refused_with_field_and_rule(string body, int status, string field)
    {
        var owner = await Owner(host);

        var answer = await owner.Client.PostAsync("seller/staff", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        var problem = await People.Json(answer, status);
        Assert.StartsWith(field, problem.GetProperty("errors")[0].GetProperty("pointer").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_staff_was_refused_is_in_the_audit_log()
    {
        var owner = await Owner(host);
        var bob = await People.Register(host);
        await Hire(owner, bob, "cashier");

        Assert.Equal(HttpStatusCode.Forbidden, (await bob.Client.GetAsync("seller/balance")).StatusCode);

        using var admin = host.As(UserId.New(DateTimeOffset.UtcNow), "admin");
        var lines = (await People.Json(await admin.GetAsync($"audit?actor={bob.Id}&action=balance"), 200)).GetProperty("items");
        var line = Assert.Single(lines.EnumerateArray());
        Assert.Equal(("refused", "shop-cashier"), (line.GetProperty("result").GetString(), line.GetProperty("role").GetString()));
    }

    private async Task<Guid> ShopSeenBy(string token, Guid shop)
    {
        using var client = For(token, shop.ToString());
        return (await People.Json(await client.GetAsync("seller/shop"), 200)).GetProperty("id").GetGuid();
    }

    private HttpClient For(string token, string shop)
    {
        var client = People.With(host, token);
        client.DefaultRequestHeaders.Add("X-Shop", shop);
        return client;
    }

    private static async Task<double> SecondsUntilForbidden(HttpClient client)
    {
        var since = Stopwatch.StartNew();
        while ((await client.GetAsync("seller/products")).StatusCode != HttpStatusCode.Forbidden && since.Elapsed < TimeSpan.FromSeconds(12))
            await Task.Delay(50);
        return since.Elapsed.TotalSeconds;
    }

    private static async Task<JsonElement> Invite(ShopOwner owner, string email, string role) =>
        await People.Json(await owner.Client.PostAsJsonAsync("seller/staff", new { email, role }), 201);

    private static async Task<Guid> Hire(ShopOwner owner, Person person, string role)
    {
        var post = (await Invite(owner, person.Email, role)).GetProperty("id").GetGuid();
        await People.Json(await person.Client.PostAsync($"me/invitations/{post}/accept", null), 200);
        return post;
    }

    private static async Task<ShopOwner> Owner(TestHost on)
    {
        var ann = await People.Register(on);
        var application = new { name = "Ann's tea", slug = $"shop-{Guid.NewGuid():N}", country = "UZ", legalForm = "SELF_EMPLOYED" };
        var shop = (await People.Json(await ann.Client.PostAsJsonAsync("seller/shop", application), 201)).GetProperty("id").GetGuid();
        var moderator = on.As(UserId.New(DateTimeOffset.UtcNow), "moderator");
        await People.Json(await moderator.PostAsync($"sellers/{shop}/approve", null), 200);
        await on.Settle();
        var again = await People.LogIn(on, ann.Email);
        return new ShopOwner(again.Client, again.Access, ann.Email, shop);
    }

    private sealed record ShopOwner(HttpClient Client, string Access, string Email, Guid Shop);
}
