using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Integration.Identity;

public sealed class AccountTests(TestHost host)
{
    private static readonly object Home = new
    {
        country = "UZ", region = "", city = "Tashkent", street = "Amir Temur 1", postalCode = "100000",
        recipientName = "Ann", phone = "+998901234567",
    };

    [Fact]
    public async Task A_change_of_name_needs_the_version_that_was_read()
    {
        var ann = await People.Register(host);
        var tag = (await ann.Client.GetAsync("me")).Headers.ETag!.Tag;

        Assert.Equal(428, (int)(await People.Patch(ann.Client, "me", new { name = "Anna" }, null)).StatusCode);
        Assert.Equal("Anna", (await People.Json(await People.Patch(ann.Client, "me", new { name = "Anna" }, tag),
            200)).GetProperty("name").GetString());
        Assert.Equal(412, (int)(await People.Patch(ann.Client, "me", new { name = "Annie" }, tag)).StatusCode);

        var me = await ann.Client.GetAsync("me");
        Assert.Equal("en", (await People.Json(me, 200)).GetProperty("locale").GetString());
        using var again = new HttpRequestMessage(HttpMethod.Get,
            "me")
        { Headers = { { "If-None-Match", me.Headers.ETag!.Tag } } };
        Assert.Equal(HttpStatusCode.NotModified, (await ann.Client.SendAsync(again)).StatusCode);
    }

    [Theory]
    [InlineData("{\"name\":null}", 422)]
    [InlineData("{\"name\":\"\"}", 422)]
    [InlineData("{\"locale\":\"xx\"}", 422)]
    [InlineData("{\"roles\":[\"admin\"]}", 400)]
    [InlineData("{\"email\":\"new@example.com\"}", 400)]
    public async Task What_may_not_be_changed_is_refused(string body, int status)
    {
        var ann = await People.Register(host);

        var answer = await People.Patch(ann.Client, "me", JsonDocument.Parse(body).RootElement, "*");

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Addresses_are_kept_changed_and_forgotten_with_one_default()
    {
        var ann = await People.Register(host);
        var home = (await People.Json(await ann.Client.PostAsJsonAsync("me/addresses",
            new { address = Home, label = "home" }), 201)).GetProperty("id").GetGuid();
        var work = (await People.Json(await ann.Client.PostAsJsonAsync("me/addresses",
            new { address = Home, label = "work" }), 201)).GetProperty("id").GetGuid();
        var tag = (await ann.Client.GetAsync("me/addresses")).Headers.ETag!.Tag;

        var moved = await People.Patch(ann.Client, $"me/addresses/{work}",
            new { isDefault = true, label = (string?)null }, tag);
        Assert.True((await People.Json(moved, 200)).GetProperty("isDefault").GetBoolean());
        Assert.Equal(412, (int)(await People.Delete(ann.Client, $"me/addresses/{home}", tag)).StatusCode);
        Assert.Equal(412, (int)(await People.Patch(ann.Client, $"me/addresses/{home}", new { label = "late" }, tag)).StatusCode);
        Assert.Equal(204, (int)(await People.Delete(ann.Client, $"me/addresses/{work}",
            moved.Headers.ETag!.Tag)).StatusCode);

        var left = Assert.Single((await People.Json(await ann.Client.GetAsync("me/addresses"),
            200)).GetProperty("items").EnumerateArray());
        Assert.Equal((home, true), (left.GetProperty("id").GetGuid(), left.GetProperty("isDefault").GetBoolean()));
    }

    [Fact]
    public async Task An_address_that_cannot_be_delivered_to_names_its_fields()
    {
        var ann = await People.Register(host);
        var bad = new
        {
            country = "Uz", region = "", city = "", street = "x\ty", postalCode = "1", recipientName = "Ann",
            phone = "12"
        };

        var problem = await People.Json(await ann.Client.PostAsJsonAsync("me/addresses", new { address = bad }), 422);

        Assert.Equal(
            ["/address/city", "/address/country", "/address/phone", "/address/street"],
            problem.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("pointer").GetString()).Order());
    }

    [Fact]
    public async Task Other_peoples_addresses_and_devices_do_not_exist()
    {
        var (ann, bob) = (await People.Register(host), await People.Register(host));
        var home = (await People.Json(await ann.Client.PostAsJsonAsync("me/addresses", new { address = Home }),
            201)).GetProperty("id").GetGuid();

        Assert.Equal("address-not-found", await People.Code(await bob.Client.GetAsync($"me/addresses/{home}"), 404));
        Assert.Equal("address-not-found",
            await People.Code(await People.Patch(bob.Client, $"me/addresses/{home}", new { isDefault = true }, "*"), 404));
        Assert.Equal("address-not-found",
            await People.Code(await People.Delete(bob.Client, $"me/addresses/{home}", "*"), 404));
        Assert.Equal("device-not-found", await People.Code(await bob.Client.DeleteAsync($"me/devices/{ann.Session}"), 404));
        Assert.Equal(HttpStatusCode.OK, (await ann.Client.GetAsync("me")).StatusCode);
    }

    [Fact]
    public async Task Signing_a_device_out_ends_its_access_at_once()
    {
        var ann = await People.Register(host);
        var phone = await People.LogIn(host, ann.Email);
        Assert.Equal(HttpStatusCode.OK, (await phone.Client.GetAsync("me")).StatusCode);

        var devices = (await People.Json(await ann.Client.GetAsync("me/devices"),
            200)).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(2, devices.Count);
        Assert.Equal(ann.Session,
            Assert.Single(devices, d => d.GetProperty("current").GetBoolean()).GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await ann.Client.DeleteAsync($"me/devices/{phone.Session}")).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, (await phone.Client.GetAsync("me")).StatusCode);
        Assert.Single((await People.Json(await ann.Client.GetAsync("me/devices"),
            200)).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_role_counts_from_the_moment_it_is_given_until_it_is_taken()
    {
        var ann = await People.Register(host);
        using var admin = host.As(UserId.New(DateTimeOffset.UtcNow), "admin");
        Assert.Equal(HttpStatusCode.Forbidden, (await ann.Client.GetAsync("sellers")).StatusCode);

        await People.Json(await admin.PostAsJsonAsync($"users/{ann.Id}/roles",
            new { role = "moderator", granted = true, reason = "hired" }), 200);
        Assert.Equal(HttpStatusCode.OK, (await ann.Client.GetAsync("sellers")).StatusCode);
        await People.Json(await admin.PostAsJsonAsync($"users/{ann.Id}/roles",
            new { role = "moderator", granted = false }), 200);

        Assert.Equal(HttpStatusCode.Forbidden, (await ann.Client.GetAsync("sellers")).StatusCode);
    }

    [Fact]
    public async Task Only_administrators_see_accounts_and_change_roles()
    {
        var ann = await People.Register(host);
        using var moderator = host.As(UserId.New(DateTimeOffset.UtcNow), "moderator");

        foreach (var client in new[] { ann.Client, moderator })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("users")).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync($"users/{ann.Id}")).StatusCode);
            var grant = await client.PostAsJsonAsync($"users/{ann.Id}/roles", new { role = "admin", granted = true });
            Assert.Equal(HttpStatusCode.Forbidden, grant.StatusCode);
        }
    }

    [Fact]
    public async Task A_role_nobody_knows_and_an_account_nobody_has_are_refused()
    {
        var ann = await People.Register(host);
        using var admin = host.As(UserId.New(DateTimeOffset.UtcNow), "admin");

        Assert.Equal(422, (int)(await admin.PostAsJsonAsync($"users/{ann.Id}/roles",
            new { role = "king", granted = true })).StatusCode);
        Assert.Equal(404, (int)(await admin.PostAsJsonAsync($"users/{Guid.NewGuid()}/roles",
            new { role = "buyer", granted = true })).StatusCode);
        Assert.Equal(404, (int)(await admin.GetAsync($"users/{Guid.NewGuid()}")).StatusCode);
        Assert.Equal(422, (int)(await admin.GetAsync("users?role=king")).StatusCode);
        Assert.Equal(422, (int)(await admin.GetAsync("users?cursor=nonsense")).StatusCode);
    }

    [Fact]
    public async Task Accounts_are_listed_newest_first_page_by_page()
    {
        await using var own = await TestHost.Start();
        for (var i = 0; i < 5; i++) await People.Register(own);
        using var admin = own.As(UserId.New(DateTimeOffset.UtcNow), "admin");

        var (seen, cursor) = (new List<Guid>(), "");
        do
        {
            var page = await People.Json(await admin.GetAsync($"users?limit=2{cursor}"), 200);
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(u => u.GetProperty("id").GetGuid()));
            cursor = page.TryGetProperty("nextCursor", out var next) && next.ValueKind == JsonValueKind.String
                ? "&cursor=" + next.GetString() : null;
        }
        while (cursor is not null);

        Assert.Equal([5, 5], [seen.Count, seen.Distinct().Count()]);
        Assert.Equal(seen.OrderDescending(), seen);
    }

    [Fact]
    public async Task The_default_address_is_known_to_others()
    {
        var ann = await People.Register(host);
        await using var scope = host.Services.CreateAsyncScope();
        var addresses = scope.ServiceProvider.GetRequiredService<IDeliveryAddresses>();
        Assert.Null(await addresses.DefaultOf(new UserId(ann.Id), CancellationToken.None));

        await ann.Client.PostAsJsonAsync("me/addresses", new { address = Home });

        Assert.Equal(
            new Address("UZ", "", "Tashkent", "Amir Temur 1", "100000", "Ann", "+998901234567"),
            await addresses.DefaultOf(new UserId(ann.Id), CancellationToken.None));
    }

    [Fact]
    public async Task The_contact_book_knows_people_and_leaves_strangers_out()
    {
        var ann = await People.Register(host);
        await using var scope = host.Services.CreateAsyncScope();

        var contacts = await scope.ServiceProvider.GetRequiredService<IContactBook>()
            .For([new UserId(ann.Id), UserId.New(DateTimeOffset.UtcNow)], CancellationToken.None);

        Assert.Equal([new Contact(new UserId(ann.Id), "Ann", ann.Email, null, "en")], contacts);
    }
}
