using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Kernel;
using Marketplace.Ports.Sellers;
using Marketplace.Tests.Integration.Identity;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Integration.Sellers;

public sealed class ShopTests(TestHost host)
{
    private HttpClient Moderator => host.As(UserId.New(DateTimeOffset.UtcNow), "moderator");

    [Fact]
    public async Task An_approved_applicant_becomes_a_seller_without_signing_in_again()
    {
        var ann = await People.Register(host);
        var (shop, slug) = await Apply(ann);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Anyone().GetAsync($"shops/{slug}")).StatusCode);

        var approved = await People.Json(await Moderator.PostAsync($"sellers/{shop}/approve", null), 200);
        await host.Settle();

        Assert.Equal("ACTIVE", approved.GetProperty("status").GetString());
        Assert.Contains("seller", await RolesOf(ann));
        Assert.Equal(HttpStatusCode.OK, (await host.Anyone().GetAsync($"shops/{slug}")).StatusCode);
        var again = await People.LogIn(host, ann.Email);
        var payload = again.Access.Split('.')[1];
        var claims = JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(payload)).RootElement;
        Assert.Equal(shop, claims.GetProperty("shop").GetGuid());
    }

    [Fact]
    public async Task An_account_has_one_shop_and_a_slug_one_owner()
    {
        var (ann, bob) = (await People.Register(host), await People.Register(host));
        var (_, slug) = await Apply(ann);

        Assert.Equal("shop-exists",
            await People.Code(await ann.Client.PostAsJsonAsync("seller/shop", Application(Slug())), 409));
        Assert.Equal("slug-taken",
            await People.Code(await bob.Client.PostAsJsonAsync("seller/shop", Application(slug)), 409));
    }

    [Fact]
    public async Task Two_applications_at_once_make_one_shop()
    {
        var ann = await People.Register(host);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6)
            .Select(_ => ann.Client.PostAsJsonAsync("seller/shop", Application(Slug()))));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created);
        Assert.Equal(5, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task A_repeated_application_with_its_key_answers_the_same()
    {
        var ann = await People.Register(host);
        ann.Client.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString());
        var application = Application(Slug());

        var first = await People.Json(await ann.Client.PostAsJsonAsync("seller/shop", application), 201);
        var second = await ann.Client.PostAsJsonAsync("seller/shop", application);

        Assert.Equal(first.GetProperty("id").GetGuid(), (await People.Json(second, 201)).GetProperty("id").GetGuid());
        Assert.Equal("true", second.Headers.GetValues("Idempotency-Replayed").Single());
    }

    [Fact]
    public async Task Nobody_approves_their_own_shop_by_writing_to_it()
    {
        var ann = await People.Register(host);
        var (shop, _) = await Apply(ann);

        foreach (var body in new[] { """{"status":"ACTIVE"}""", """{"taxExempt":true}""", """{"slug":"other"}""",
            """{"ownerId":"x"}""" })
            Assert.Equal(400, (int)(await People.Patch(ann.Client, "seller/shop", JsonDocument.Parse(body).RootElement,
                "*")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await ann.Client.PostAsync($"sellers/{shop}/approve", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await ann.Client.GetAsync("sellers")).StatusCode);
    }

    [Fact]
    public async Task A_seller_changes_the_shop_that_was_read()
    {
        var ann = await People.Register(host);
        await Apply(ann);
        var tag = (await ann.Client.GetAsync("seller/shop")).Headers.ETag!.Tag;

        var changed = await People.Json(
            await People.Patch(ann.Client, "seller/shop", new { autoAccept = true, description = (string?)null }, tag),
                200);

        Assert.True(changed.GetProperty("autoAccept").GetBoolean());
        Assert.False(changed.TryGetProperty("description", out _));
        Assert.Equal(412, (int)(await People.Patch(ann.Client, "seller/shop", new { name = "Late" }, tag)).StatusCode);
        Assert.Equal(428, (int)(await People.Patch(ann.Client, "seller/shop", new { name = "Blind" }, null)).StatusCode);
    }

    [Fact]
    public async Task Standing_follows_the_moderators_decisions()
    {
        var ann = await People.Register(host);
        var (shop, slug) = await Apply(ann);
        Assert.False((await Standing(shop))!.CanSell);

        await Moderator.PostAsync($"sellers/{shop}/approve", null);
        Assert.Equal(new ShopStanding(new ShopId(shop), new UserId(ann.Id), "Ann's tea", slug, true, true, false, true,
            "goods"), await Standing(shop));

        await Decide(shop, "restrict", "papers expired");
        Assert.Equal("papers expired",
            (await People.Json(await ann.Client.GetAsync("seller/shop"), 200)).GetProperty("statusReason").GetString());
        await Decide(shop, "suspend", "fraud reported");
        await Task.Delay(1100);
        Assert.Equal((false, false), ((await Standing(shop))!.CanSell, (await Standing(shop))!.CanBePaid));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Anyone().GetAsync($"shops/{slug}")).StatusCode);

        await People.Json(await Moderator.PostAsync($"sellers/{shop}/reactivate", null), 200);
        Assert.True((await Standing(shop))!.CanSell);
        Assert.Equal("invalid-transition",
            await People.Code(await Moderator.PostAsync($"sellers/{shop}/approve", null), 409));
    }

    [Fact]
    public async Task Every_decision_is_in_the_history_with_who_and_why()
    {
        var moderator = UserId.New(DateTimeOffset.UtcNow);
        var (shop, _) = await Apply(await People.Register(host));
        using var client = host.As(moderator, "moderator");

        await client.PostAsync($"sellers/{shop}/approve", null);
        await client.PostAsJsonAsync($"sellers/{shop}/suspend", new { reason = "fraud reported" });

        await using var history = host.Database.CreateCommand(
            """
            SELECT string_agg(concat_ws(' ', event, from_state, to_state, reason, role), ', ' ORDER BY id)
            FROM sellers.changes WHERE subject = $1 AND (actor = $2 OR event = 'apply')
            """);
        history.Parameters.Add(new() { Value = shop });
        history.Parameters.Add(new() { Value = moderator.ToString() });
        Assert.Equal(
            "apply ONBOARDING buyer, approve ONBOARDING ACTIVE moderator, suspend ACTIVE SUSPENDED fraud reported moderator",
            await history.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_vacation_stops_sales_until_it_is_over()
    {
        await using var own = await TestHost.Start();
        var ann = await People.Register(own);
        var shop = (await People.Json(await ann.Client.PostAsJsonAsync("seller/shop", Application(Slug())),
            201)).GetProperty("id").GetGuid();
        using var moderator = own.As(UserId.New(DateTimeOffset.UtcNow), "moderator");
        await moderator.PostAsync($"sellers/{shop}/approve", null);

        var until = DateTimeOffset.UtcNow.AddDays(3).ToString("yyyy-MM-dd");
        var away = await People.Json(await People.Patch(ann.Client, "seller/shop", new { vacation = new { until } }, "*"),
            200);
        await own.Advance(TimeSpan.FromDays(5));
        var back = await People.Json(await ann.Client.GetAsync("seller/shop"), 200);

        Assert.Equal("VACATION", away.GetProperty("status").GetString());
        Assert.Equal(until, away.GetProperty("vacation").GetProperty("until").GetString());
        Assert.Equal("ACTIVE", back.GetProperty("status").GetString());
        Assert.False(back.TryGetProperty("vacation", out _));
    }

    [Fact]
    public async Task A_vacation_is_cancelled_by_null()
    {
        var ann = await People.Register(host);
        var (shop, _) = await Apply(ann);
        await Moderator.PostAsync($"sellers/{shop}/approve", null);
        await People.Patch(ann.Client, "seller/shop", new { vacation = new { until = "2999-01-01" } }, "*");

        var back = await People.Json(await People.Patch(ann.Client, "seller/shop", new { vacation = (object?)null }, "*"),
            200);

        Assert.Equal("ACTIVE", back.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Moderators_list_applications_page_by_page()
    {
        await using var own = await TestHost.Start();
        for (var i = 0; i < 3; i++) await (await People.Register(own)).Client.PostAsJsonAsync("seller/shop",
            Application(Slug()));
        using var moderator = own.As(UserId.New(DateTimeOffset.UtcNow), "moderator");

        var first = await People.Json(await moderator.GetAsync("sellers?status=ONBOARDING&limit=2"), 200);
        var second = await People.Json(
            await moderator.GetAsync($"sellers?status=ONBOARDING&limit=2&cursor={first.GetProperty("nextCursor")}"), 200);

        Assert.Equal([2, 1], [first.GetProperty("items").GetArrayLength(), second.GetProperty("items").GetArrayLength()]);
        Assert.Equal(0, (await People.Json(await moderator.GetAsync("sellers?status=ACTIVE,CLOSED"),
            200)).GetProperty("items").GetArrayLength());
        Assert.Equal(400, (int)(await moderator.GetAsync("sellers?status=open")).StatusCode);
    }

    [Theory]
    [InlineData("{\"name\":\"Tea\",\"slug\":\"Tea Pot\",\"country\":\"UZ\",\"legalForm\":\"COMPANY\"}", 422, "/slug")]
    [InlineData("{\"name\":\"Tea\",\"slug\":\"tea-pot\",\"country\":\"UZ\",\"legalForm\":\"KING\"}", 400, "/legalForm")]
    [InlineData("{\"name\":\"Tea\",\"slug\":\"tea-pot\",\"country\":\"UZ\",\"legalForm\":\"COMPANY\",\"status\":\"ACTIVE\"}", 400, "/status")]
    public async Task A_bad_application_names_its_field(string body, int status, string pointer)
    {
        var ann = await People.Register(host);

        var answer = await ann.Client.PostAsync("seller/shop",
            new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        var problem = await People.Json(answer, status);
        Assert.Contains(pointer, problem.GetProperty("errors").EnumerateArray()
            .Select(e => e.GetProperty("pointer").GetString()));
    }

    [Fact]
    public async Task Without_an_account_there_is_no_shop_to_apply_with()
    {
        Assert.Equal(401, (int)(await host.Anyone().PostAsJsonAsync("seller/shop", Application(Slug()))).StatusCode);
        Assert.Equal(404, (int)(await (await People.Register(host)).Client.GetAsync("seller/shop")).StatusCode);
        Assert.Equal(404, (int)(await Moderator.GetAsync($"sellers/{Guid.NewGuid()}")).StatusCode);
    }

    private static string Slug() => $"shop-{Guid.NewGuid():N}";

    private static object Application(string slug) =>
        new
        {
            name = "Ann's tea", slug, country = "UZ", legalForm = "SELF_EMPLOYED", kind = "GOODS", taxExempt = true,
            description = "Tea"
        };

    private static async Task<(Guid Shop, string Slug)> Apply(Person owner)
    {
        var slug = Slug();
        var shop = await People.Json(await owner.Client.PostAsJsonAsync("seller/shop", Application(slug)), 201);
        Assert.Equal("ONBOARDING", shop.GetProperty("status").GetString());
        return (shop.GetProperty("id").GetGuid(), slug);
    }

    private async Task Decide(Guid shop, string verb, string reason) =>
        await People.Json(await Moderator.PostAsJsonAsync($"sellers/{shop}/{verb}", new { reason }), 200);

    private async Task<ShopStanding?> Standing(Guid shop)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var standing = await scope.ServiceProvider.GetRequiredService<ISellerStanding>().For([new ShopId(shop)],
            CancellationToken.None);
        return standing.SingleOrDefault();
    }

    private static async Task<IEnumerable<string?>> RolesOf(Person person) =>
        (await People.Json(await person.Client.GetAsync("me"), 200)).GetProperty("roles").EnumerateArray()
            .Select(r => r.GetString());
}
