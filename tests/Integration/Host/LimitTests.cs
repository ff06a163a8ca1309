using System.Net;
using System.Net.Http.Json;
using Marketplace.Adapters.Http.Guards;
using Marketplace.Kernel;
using Marketplace.Tests.Integration.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Integration.Host;

/// <summary>Rate limits of quality §13, with and without a memory that hosts share.</summary>
public sealed class LimitTests(TestHost host)
{
    private static readonly Dictionary<string, string?> Product = new() { ["Limits:Profile"] = "product" };

    [Fact]
    public async Task Every_answer_says_what_is_left_and_the_call_too_many_when_to_come_back()
    {
        await using var own = await TestHost.Start(With(("Limits:Policies:catalogue:Quota", "5")));

        var answers = await Calls(own.Anyone(), 7);

        Assert.Equal([200, 200, 200, 200, 200, 429, 429], answers.Select(a => (int)a.StatusCode));
        Assert.Equal("\"catalogue\";q=5;w=60", Header(answers[0], "RateLimit-Policy"));
        Assert.StartsWith("\"catalogue\";r=4;t=", Header(answers[0], "RateLimit"), StringComparison.Ordinal);
        Assert.StartsWith("\"catalogue\";r=0;t=", Header(answers[6], "RateLimit"), StringComparison.Ordinal);
        Assert.InRange(answers[6].Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 12);
        Assert.Equal("too-many-requests", await People.Code(answers[6], 429));
    }

    [Fact]
    public async Task A_bucket_fills_again_evenly()
    {
        await using var own = await TestHost.Start(
            With(("Limits:Policies:catalogue:Quota", "4"), ("Limits:Policies:catalogue:Seconds", "2")));
        using var client = own.Anyone();
        await Calls(client, 5);

        await Task.Delay(600);

        Assert.Equal([200, 429], (await Calls(client, 2)).Select(a => (int)a.StatusCode));
    }

    [Fact]
    public async Task Signing_in_is_counted_by_account_and_does_not_lock_others_out()
    {
        await using var own = await TestHost.Start(Product);
        var (ann, bob) = (await People.Register(own), await People.Register(own));
        var answers = new List<int>();
        for (var i = 0; i < 6; i++) answers.Add(await LogIn(own, ann.Email.ToUpperInvariant(), "wrong"));

        Assert.Equal([401, 401, 401, 401, 401, 429], answers);
        Assert.Equal(429, await LogIn(own, ann.Email, People.Password));
        Assert.Equal(200, await LogIn(own, bob.Email, People.Password));
    }

    [Fact]
    public async Task People_behind_one_address_are_counted_apart_once_they_are_known()
    {
        await using var own = await TestHost.Start(With(("Limits:Policies:default:Quota", "2")));
        var (ann, bob) = (UserId.New(DateTimeOffset.UtcNow), UserId.New(DateTimeOffset.UtcNow));

        Assert.Equal([200, 200, 429], (await Calls(own.As(ann, "buyer"), 3, "me/notifications")).Select(a => (int)a.StatusCode));
        Assert.Equal(HttpStatusCode.OK, (await own.As(bob, "buyer").GetAsync("me/notifications")).StatusCode);
    }

    [Fact]
    public async Task Health_answers_whatever_else_is_asked()
    {
        await using var own = await TestHost.Start(With(("Limits:Policies:default:Quota", "1")));

        var answers = await Calls(own.Anyone(), 50, "/health/live");

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        Assert.False(answers[0].Headers.Contains("RateLimit"));
    }

    [Fact]
    public async Task Two_hosts_count_together_through_redis_and_each_alone_when_it_is_away()
    {
        await using var redis = await RedisServer.Start();
        var settings = With([("Limits:Policies:catalogue:Quota", "10"), .. redis.Settings.Select(s => (s.Key, s.Value!))]);
        await using var first = await TestHost.Start(settings);
        await using var second = await TestHost.Start(settings, database: first.DatabaseName);
        using var here = first.Anyone();
        using var there = second.Anyone();

        var passed = 0;
        for (var i = 0; i < 10; i++)
        {
            passed += (await Calls(here, 1))[0].IsSuccessStatusCode ? 1 : 0;
            passed += (await Calls(there, 1))[0].IsSuccessStatusCode ? 1 : 0;
        }

        // A token may have grown back while we were asking.
        Assert.InRange(passed, 10, 11);

        await redis.Kill();
        var alone = await Calls(here, 14);
        Assert.All(alone, a => Assert.Contains((int)a.StatusCode, new[] { 200, 429 }));
        Assert.Contains(alone, a => (int)a.StatusCode == 429);
    }

    [Fact]
    public async Task With_redis_gone_in_mid_run_people_sign_in_and_what_was_revoked_stays_out()
    {
        await using var redis = await RedisServer.Start();
        var settings = redis.Settings;
        await using var first = await TestHost.Start(settings);
        await using var second = await TestHost.Start(settings, database: first.DatabaseName);
        var (ann, bob) = (await People.Register(first), await People.Register(first));
        using var annThere = People.With(second, ann.Access);
        using var bobThere = People.With(second, bob.Access);
        Assert.Equal(HttpStatusCode.OK, (await annThere.GetAsync("me")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await bobThere.GetAsync("me")).StatusCode);

        // While Redis works, the other host hears at once.
        await ann.Client.PostAsync("auth/logout", null);
        Assert.InRange(await SecondsUntilRefused(annThere), 0, 1.5);

        await redis.Kill();
        Assert.Equal(HttpStatusCode.Unauthorized, (await annThere.GetAsync("me")).StatusCode);
        await bob.Client.PostAsync("auth/logout", null);
        Assert.Equal(HttpStatusCode.Unauthorized, (await bob.Client.GetAsync("me")).StatusCode);
        Assert.InRange(await SecondsUntilRefused(bobThere), 0, 6);
        Assert.Equal(200, await LogIn(second, bob.Email, People.Password));

        // Back again, it has forgotten everything, and still nobody who was revoked comes in.
        await redis.Run();
        await Task.Delay(3000);
        Assert.Equal(HttpStatusCode.Unauthorized, (await annThere.GetAsync("me")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await bobThere.GetAsync("me")).StatusCode);
        var carol = await People.Register(second);
        using var carolHere = People.With(first, carol.Access);
        Assert.Equal(HttpStatusCode.OK, (await carolHere.GetAsync("me")).StatusCode);
        await carol.Client.PostAsync("auth/logout", null);
        Assert.InRange(await SecondsUntilRefused(carolHere), 0, 6);
    }

    [Fact]
    public void Every_operation_has_the_limit_of_its_class()
    {
        var names = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal))
            .ToDictionary(e => $"{e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]} /{e.RoutePattern.RawText!.Trim('/')}",
                LimitTable.NameFor);

        Assert.All(names, n => Assert.NotEqual("", n.Value));
        Assert.Equal("sign-in-network", names["POST /api/v1/auth/login"]);
        Assert.Equal("refresh", names["POST /api/v1/auth/refresh"]);
        Assert.Equal("register", names["POST /api/v1/auth/register"]);
        Assert.Equal("catalogue", names["GET /api/v1/products"]);
        Assert.Equal("place-order", names["POST /api/v1/checkouts/{id:guid}/place"]);
        Assert.Equal("staff", names["POST /api/v1/users/{id:guid}/roles"]);
        Assert.Equal("webhook", names["POST /api/v1/webhooks/payments/{provider}"]);
        Assert.Equal("writes", names["POST /api/v1/auth/logout"]);
    }

    private static Dictionary<string, string?> With(params (string Name, string Value)[] settings) =>
        new(Product.Concat(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value))));

    private static async Task<List<HttpResponseMessage>> Calls(HttpClient client, int count, string address = "products")
    {
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < count; i++) answers.Add(await client.GetAsync(new Uri(client.BaseAddress!, address)));
        return answers;
    }

    private static string Header(HttpResponseMessage answer, string name) => Assert.Single(answer.Headers.GetValues(name));

    private static async Task<int> LogIn(TestHost own, string email, string password) =>
        (int)(await own.Anyone().PostAsJsonAsync("auth/login", new { email, password })).StatusCode;

    private static async Task<double> SecondsUntilRefused(HttpClient client)
    {
        var since = System.Diagnostics.Stopwatch.StartNew();
        while ((await client.GetAsync("me")).StatusCode != HttpStatusCode.Unauthorized && since.Elapsed < TimeSpan.FromSeconds(12))
            await Task.Delay(50);
        return since.Elapsed.TotalSeconds;
    }
}
