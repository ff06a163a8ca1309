using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Domain.Identity;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Integration.Identity;

/// <summary>Guessing does not get far, and the answers to it tell nothing (S7).</summary>
public sealed class BruteForceTests(TestHost host)
{
    private static readonly DateTimeOffset At = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Ten_wrong_passwords_lock_the_name_the_owner_is_told_and_the_right_one_gets_the_same_refusal()
    {
        var mail = new Mail();
        await using var own = await TestHost.Start(
            new Dictionary<string, string?> { ["Adapters:Notifications:sandbox:Enabled"] = "false" }, mail.Instead);
        var ann = await People.Register(own);
        var wrong = "";
        for (var i = 0; i < 10; i++) wrong = await Refusal(own, ann.Email, "not her password");

        var locked = await Refusal(own, ann.Email, People.Password);

        Assert.Equal(wrong, locked);
        Assert.Equal("Signing in is locked for a while", Assert.Single(await mail.To(own, ann.Email)).Subject);
    }

    [Fact]
    public async Task Guessing_at_nobody_sends_nobody_a_letter()
    {
        var mail = new Mail();
        await using var own = await TestHost.Start(
            new Dictionary<string, string?> { ["Adapters:Notifications:sandbox:Enabled"] = "false" }, mail.Instead);
        var nobody = People.Address();

        for (var i = 0; i < 11; i++) await Refusal(own, nobody, "whatever this is");

        Assert.Empty(await mail.To(own, nobody));
    }

    [Fact]
    public async Task A_success_starts_the_count_again_and_a_reset_opens_the_lock()
    {
        var ann = await People.Register(host);
        for (var i = 0; i < 9; i++) await Refusal(host, ann.Email, "not her password");
        await People.LogIn(host, ann.Email);
        for (var i = 0; i < 9; i++) await Refusal(host, ann.Email, "not her password");

        await People.LogIn(host, ann.Email);
    }

    [Fact]
    public async Task An_address_that_fails_for_many_names_is_locked_for_all_of_them()
    {
        await using var own = await TestHost.Start(new Dictionary<string, string?> { ["Identity:SignIn:FailuresPerAddress"] = "20" });
        var ann = await People.Register(own);
        for (var i = 0; i < 20; i++) await Refusal(own, People.Address(), "whatever this is");

        Assert.Contains("sign-in-refused", await Refusal(own, ann.Email, People.Password), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_lock_is_twice_as_long_and_a_quiet_day_forgets_everything()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var failures = scope.ServiceProvider.GetRequiredService<ISignInFailures>();
        var (key, rule, at) = ($"name {Guid.NewGuid()}", new LockRule(3, TimeSpan.FromMinutes(15)), At);
        var locks = new List<TimeSpan>();

        for (var i = 0; i < 4; i++)
        {
            await failures.Count(key, rule, at, CancellationToken.None);
            Assert.False((await failures.Count(key, rule, at, CancellationToken.None)).LockedNow);
            var locked = await failures.Count(key, rule, at, CancellationToken.None);
            Assert.True(locked.LockedNow);
            Assert.False((await failures.Count(key, rule, at.AddMinutes(1), CancellationToken.None)).LockedNow);
            locks.Add(locked.LockedUntil!.Value - at);
            at = locked.LockedUntil.Value;
        }

        Assert.Equal([15, 30, 60, 120], locks.Select(l => (int)l.TotalMinutes));
        Assert.Equal(SignInFailures.None, (await failures.Of([key], at.AddDays(1), CancellationToken.None))[0]);
        await failures.Count(key, rule, at.AddDays(2), CancellationToken.None);
        Assert.Equal(new SignInFailures(1, 0, null), (await failures.Of([key], at.AddDays(2), CancellationToken.None))[0]);
    }

    [Fact]
    public async Task Many_at_once_are_all_counted()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var failures = scope.ServiceProvider.GetRequiredService<ISignInFailures>();
        var (key, rule) = ($"name {Guid.NewGuid()}", new LockRule(1000, TimeSpan.FromMinutes(15)));

        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => failures.Count(key, rule, At, CancellationToken.None)));

        Assert.Equal(40, (await failures.Of([key], At, CancellationToken.None))[0].Failures);
    }

    [Fact]
    public async Task Unknown_wrong_and_locked_take_the_same_time()
    {
        await using var own = await TestHost.Start(new Dictionary<string, string?>
        {
            ["Identity:SignIn:FailuresPerAddress"] = "1000000", ["Identity:SignIn:FailuresPerNetwork"] = "1000000",
            ["Identity:SignIn:FailuresPerName"] = "1000000", ["Identity:PasswordWork"] = "full",
        });
        var (ann, bob) = (await People.Register(own), await People.Register(own));
        await using (var scope = own.Services.CreateAsyncScope())
        {
            var failures = scope.ServiceProvider.GetRequiredService<ISignInFailures>();
            await failures.Count(
                Application.Identity.AttemptCounting.Keys(bob.Email, null)[0], new LockRule(1, TimeSpan.FromHours(1)),
                TimeProvider.System.GetUtcNow(), CancellationToken.None);
        }

        var took = new Dictionary<string, List<double>> { ["unknown"] = [], ["wrong"] = [], ["locked"] = [] };
        using var client = own.Anyone();
        var bodies = new HashSet<string>();
        for (var i = 0; i < Tries; i++)
        {
            foreach (var (who, email) in new[] { ("unknown", People.Address()), ("wrong", ann.Email), ("locked", bob.Email) })
            {
                var started = Stopwatch.GetTimestamp();
                using var answer = await client.PostAsJsonAsync("auth/login", new { email, password = "not the password" });
                took[who].Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
                bodies.Add(Told(await answer.Content.ReadFromJsonAsync<JsonElement>()) + string.Join(',', answer.Headers.Select(h => h.Key).Order()));
            }
        }

        Assert.Single(bodies);

        // Medians of interleaved tries; without the equal work they would be apart by a whole password hash.
        var medians = took.ToDictionary(t => t.Key, t => t.Value.Order().ElementAt(t.Value.Count / 2));
        Assert.True(medians.Values.Max() / medians.Values.Min() < (IsLong ? 1.1 : 1.5), string.Join(", ", medians.Select(m => $"{m.Key} {m.Value:F1} ms")));
    }

    // MARKETPLACE_LONG=1 takes minutes and sees differences of a few hundredths.
    private static bool IsLong => Environment.GetEnvironmentVariable("MARKETPLACE_LONG") == "1";

    private static int Tries => IsLong ? 1000 : 60;

    private static async Task<string> Refusal(TestHost host, string email, string password)
    {
        using var answer = await host.Anyone().PostAsJsonAsync("auth/login", new { email, password });
        var problem = await People.Json(answer, 401);
        return Told(problem);
    }

    private static string Told(JsonElement problem) =>
        string.Join('\n', problem.EnumerateObject().Where(p => p.Name != "traceId").Select(p => $"{p.Name}={p.Value}"));
}
