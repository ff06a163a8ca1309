using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Contracts.Kit.Identity;
using Xunit;

namespace Marketplace.Tests.Integration.Identity;

/// <summary>Linking accounts at providers and taking them off (S9).</summary>
public sealed class LinkedIdentityTests(ProviderMarket market) : IClassFixture<ProviderMarket>
{
    [Fact]
    public async Task Linking_tells_the_owner_shows_in_the_list_and_signs_in()
    {
        var owner = await Registered();
        var ann = ProviderMarket.Somebody();

        Assert.Equal(204, (int)(await market.Open(owner.Access).Come("google", ann)).StatusCode);

        Assert.Equal("Another way to sign in was added", (await market.Mail.To(market.Host, owner.Email))[^1].Subject);
        var linked = Assert.Single(await Linked(owner));
        Assert.Equal("google", linked.GetProperty("provider").GetString());
        Assert.False(linked.TryGetProperty("subject", out _));
        Assert.Equal(owner.Id, (await market.Open().Enter("google", ann)).Id);
    }

    [Fact]
    public async Task Linking_the_same_again_changes_nothing_and_another_of_the_provider_is_refused()
    {
        var owner = await Registered();
        var ann = ProviderMarket.Somebody();
        await market.Open(owner.Access).Come("google", ann);

        Assert.Equal(204, (int)(await market.Open(owner.Access).Come("google", ann)).StatusCode);
        Assert.Equal("identity-provider-linked", await People.Code(await market.Open(owner.Access).Come("google", ProviderMarket.Somebody()), 409));
        Assert.Single(await Linked(owner));
        Assert.Single(await market.Mail.To(market.Host, owner.Email), m => m.Subject == "Another way to sign in was added");
    }

    [Fact]
    public async Task What_signs_in_to_one_account_is_not_taken_over_by_another()
    {
        var ann = ProviderMarket.Somebody();
        var first = await market.Open().Enter("google", ann);
        var thief = await Registered();

        Assert.Equal("identity-linked-elsewhere", await People.Code(await market.Open(thief.Access).Come("google", ann), 409));
        Assert.Equal(first.Id, (await market.Open().Enter("google", ann)).Id);
    }

    [Fact]
    public async Task A_sign_in_is_no_link_and_a_link_is_no_sign_in()
    {
        var (owner, other) = (await Registered(), await Registered());
        var ann = ProviderMarket.Somebody();
        var linking = market.Open(owner.Access);
        var link = await linking.Agree("google", ann);

        Assert.Equal("external-state-not-good", await People.Code(await market.Open(other.Access).Complete("google", link), 422));
        Assert.Equal("external-state-not-good", await People.Code(await market.Open().Complete("google", link), 422));
        var signIn = await market.Open().Agree("google", ann);
        Assert.Equal("external-state-not-good", await People.Code(await linking.Complete("google", signIn), 422));
        Assert.Equal(204, (int)(await linking.Complete("google", link)).StatusCode);
    }

    [Fact]
    public async Task Another_session_of_the_same_person_does_not_finish_a_link()
    {
        var owner = await Registered();
        var other = await People.LogIn(market.Host, owner.Email);
        var link = await market.Open(owner.Access).Agree("google", ProviderMarket.Somebody());

        Assert.Equal("external-state-not-good", await People.Code(await market.Open(other.Access).Complete("google", link), 422));
    }

    [Fact]
    public async Task Without_a_fresh_sign_in_nothing_is_linked_or_taken_off()
    {
        var ann = ProviderMarket.Somebody();
        var owner = await market.Open().Enter("google", ann);
        var linked = Assert.Single(await Linked(owner)).GetProperty("id").GetString();
        var link = await market.Open(owner.Access).Agree("facebook", ann);
        await Age(owner);

        foreach (var refused in new[]
        {
            await owner.Client.PostAsync("me/identities/facebook/begin", null),
            await market.Open(owner.Access).Complete("facebook", link), await owner.Client.DeleteAsync($"me/identities/{linked}"),
        })
        {
            Assert.Equal("fresh-sign-in-required", await People.Code(refused, 403));
        }

        // Without a password the provider is how one proves who one is.
        var fresh = await market.Open().Enter("google", ann);
        Assert.Equal(204, (int)(await market.Open(fresh.Access).Come("facebook", ann)).StatusCode);
    }

    [Fact]
    public async Task The_last_way_in_stays_until_there_is_another()
    {
        var ann = ProviderMarket.Somebody();
        var owner = await market.Open().Enter("google", ann);
        var google = Assert.Single(await Linked(owner)).GetProperty("id").GetString();

        Assert.Equal("last-way-to-sign-in", await People.Code(await owner.Client.DeleteAsync($"me/identities/{google}"), 409));

        // A password is set by letter, as a forgotten one is.
        await market.Host.Anyone().PostAsJsonAsync("auth/password/forgot", new { email = ann.Email });
        var token = await market.Mail.Token(market.Host, ann.Email!);
        await People.Json(await market.Host.Anyone().PostAsJsonAsync("auth/password/reset", new { token, password = People.Password }), 204);
        var (here, there) = (await People.LogIn(market.Host, ann.Email!), await market.Open().Enter("google", ann));
        Assert.Equal(204, (int)(await here.Client.DeleteAsync($"me/identities/{google}")).StatusCode);

        Assert.Empty(await Linked(here));
        Assert.Equal(HttpStatusCode.Unauthorized, (await there.Client.GetAsync("me")).StatusCode);
        Assert.Contains(await market.Mail.To(market.Host, ann.Email!), m => m.Subject == "Способ входа удалён");
        Assert.Equal("account-exists", await People.Code(await market.Open().Come("google", ann), 409));
    }

    [Fact]
    public async Task Two_devices_that_each_take_off_one_of_the_last_two_leave_one()
    {
        for (var round = 0; round < 5; round++)
        {
            var ann = ProviderMarket.Somebody();
            var owner = await market.Open().Enter("google", ann);
            await market.Open(owner.Access).Come("facebook", ann);
            var ids = (await Linked(owner)).Select(i => i.GetProperty("id").GetString()).ToList();

            await Task.WhenAll(ids.Select(id => owner.Client.DeleteAsync($"me/identities/{id}")));

            Assert.Single(await Linked(owner));
        }
    }

    [Fact]
    public async Task Somebody_elses_link_looks_like_none()
    {
        var (owner, other) = (await market.Open().Enter("google", ProviderMarket.Somebody()), await Registered());
        var id = Assert.Single(await Linked(owner)).GetProperty("id").GetString();

        Assert.Equal("identity-not-found", await People.Code(await other.Client.DeleteAsync($"me/identities/{id}"), 404));
        Assert.Equal("identity-not-found", await People.Code(await other.Client.DeleteAsync($"me/identities/{Guid.NewGuid()}"), 404));
    }

    [Fact]
    public async Task Linking_and_taking_off_are_in_the_history()
    {
        var owner = await Registered();
        await market.Open(owner.Access).Come("google", ProviderMarket.Somebody());
        var id = Assert.Single(await Linked(owner)).GetProperty("id").GetString();
        await owner.Client.DeleteAsync($"me/identities/{id}");

        await using var read = market.Host.Database.CreateCommand(
            "SELECT string_agg(event || ' ' || reason, ', ' ORDER BY id) FROM identity.changes WHERE subject = $1 AND event LIKE '%identity'");
        read.Parameters.Add(new() { Value = owner.Id });
        Assert.Equal("link-identity google, unlink-identity google", await read.ExecuteScalarAsync());
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task Whoever_comes_back_is_sent_on_to_the_site_with_what_the_provider_said_and_nothing_else(string method)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = market.Host.Api };
        const string said = "state=s%2Bs&code=4%2F0+a&iss=https%3A%2F%2Fa&scope=x&returnUrl=https%3A%2F%2Fevil.test";
        using var form = new StringContent(said, null, "application/x-www-form-urlencoded");

        var answer = method == "GET"
            ? await client.GetAsync("auth/external/google/callback?" + said)
            : await client.PostAsync("auth/external/google/callback", form);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("https://market.test/sign-in/google#state=s%2Bs&code=4%2F0%20a&iss=https%3A%2F%2Fa", answer.Headers.GetValues("Location").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal(404, (int)(await client.GetAsync("auth/external/nobody/callback?" + said)).StatusCode);
        using var json = new StringContent("{}", null, "application/json");
        Assert.Equal(415, (int)(await client.PostAsync("auth/external/google/callback", json)).StatusCode);
    }

    private async Task<Person> Registered()
    {
        var person = await People.Register(market.Host);
        var token = await market.Mail.Token(market.Host, person.Email);
        await People.Json(await market.Host.Anyone().PostAsJsonAsync("auth/email/verify", new { token }), 204);
        return person;
    }

    // Sessions live in real time: the sign-in is moved into the past instead.
    private async Task Age(Person person)
    {
        await using var age = market.Host.Database.CreateCommand(
            "UPDATE identity.sessions SET started_at = started_at - interval '6 minutes' WHERE \"user\" = $1");
        age.Parameters.Add(new() { Value = person.Id });
        await age.ExecuteNonQueryAsync();
    }

    private static async Task<IReadOnlyList<JsonElement>> Linked(Person person) =>
        [.. (await People.Json(await person.Client.GetAsync("me/identities"), 200)).GetProperty("items").EnumerateArray()];
}
