using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using Marketplace.Client;
using Npgsql;

namespace Marketplace.Lab;

/// <summary>What is left after purchases under random kills.</summary>
public sealed record CrashReport(
    int Acknowledged, int HostKills, int DatabaseKills, double SlowestRecoverySeconds, IReadOnlyDictionary<string, long> Faults, double Seconds)
{
    /// <summary>True when nothing was lost, doubled or out of balance.</summary>
    public bool IsClean => Faults.Values.All(v => v == 0);

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"{Acknowledged} purchases acknowledged, {HostKills} host kills, {DatabaseKills} database kills, slowest recovery {SlowestRecoverySeconds:0.0} s, {Seconds:0} s in all; ")
        + string.Join(", ", Faults.Select(f => $"{f.Key} {f.Value}"));
}

/// <summary>Buys through the API from several clients while host and PostgreSQL are killed with SIGKILL at random, then counts.</summary>
public sealed class CrashRun
{
    private const int Clients = 8;
    private const int OnHand = 1_000_000;
    private readonly ConcurrentDictionary<Guid, bool> _acknowledged = new();
    private int _begun;

    /// <summary>Runs so many purchases; a seed makes the kills repeatable in kind, not in time.</summary>
    public static async Task<CrashReport> Go(string hostProgram, int purchases, int seed, Action<string> say)
    {
        await using var database = await PostgresCluster.Start(durable: true);
        await using var host = new HostProcess(hostProgram, database.Connection);
        await host.Start();
        return await new CrashRun().Run(database, host, purchases, new Random(seed), say);
    }

    private async Task<CrashReport> Run(PostgresCluster database, HostProcess host, int purchases, Random random, Action<string> say)
    {
        var watch = Stopwatch.StartNew();
        using var http = MarketplaceApi.Connect(host.Address);
        var market = await LabMarket.Build(http, shops: 4, productsPerShop: 25, OnHand);
        var byShop = market.Offers.GroupBy(o => o.Shop).Select(g => g.ToArray()).ToArray();

        var buying = Task.WhenAll(Enumerable.Range(0, Clients).Select(c => Task.Run(() => Buyer(http, byShop, purchases, new Random(c)))));
        var (hostKills, databaseKills, slowest) = (0, 0, 0.0);
        while (!buying.IsCompleted)
        {
            await SomePurchases(buying, random.Next(10, 70));
            if (buying.IsCompleted) break;
            await Task.Delay(random.Next(0, 200));
            var recovery = Stopwatch.StartNew();
            if (random.Next(3) == 0)
            {
                await database.Kill();
                await database.Revive();
                databaseKills++;
                await Answers(host);
            }
            else
            {
                await host.Kill();
                await host.Start();
                hostKills++;
            }

            slowest = Math.Max(slowest, recovery.Elapsed.TotalSeconds);
            say($"{_acknowledged.Count} acknowledged, {hostKills} + {databaseKills} kills");
        }

        await buying;
        return new CrashReport(
            _acknowledged.Count, hostKills, databaseKills, slowest, await Count(database, say), watch.Elapsed.TotalSeconds);
    }

    // Kills come between purchases and not between seconds, so that a slow machine gets as many purchases through as a fast one.
    private async Task SomePurchases(Task buying, int count)
    {
        var enough = _acknowledged.Count + count;
        for (var watch = Stopwatch.StartNew(); _acknowledged.Count < enough && !buying.IsCompleted && watch.Elapsed < TimeSpan.FromSeconds(60);)
            await Task.Delay(20);
    }

    private async Task Buyer(HttpClient http, LabOffer[][] byShop, int purchases, Random random)
    {
        while (Interlocked.Increment(ref _begun) <= purchases)
        {
            var (first, second) = (random.Next(byShop.Length), random.Next(byShop.Length - 1));
            if (second >= first) second++;
            var visitor = Guid.NewGuid().ToString("N");
            for (var attempt = 0; ; attempt++)
            {
                try
                {
                    LabOffer Any(int shop) => byShop[shop][random.Next(byShop[shop].Length)];
                    _acknowledged[await LabMarket.Buy(http, [(Any(first), 1), (Any(second), random.Next(1, 4))], visitor: visitor)] = true;
                    break;
                }
                catch (Exception e) when (attempt < 30 && IsOutage(e))
                {
                    // The buyer sees an error and starts over with a new cart; what was acknowledged stays.
                    visitor = Guid.NewGuid().ToString("N");
                    await Task.Delay(200);
                }
            }
        }
    }

    // A connection may end between being opened and being used, and then says so without HttpClient's wrapping.
    private static bool IsOutage(Exception e) =>
        e is HttpRequestException or ApiRefusedException or TaskCanceledException or TimeoutException or IOException or SocketException;

    private static async Task Answers(HostProcess host)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(60); await Task.Delay(50))
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(host.Address, "/health/ready"));
                if (answer.IsSuccessStatusCode) return;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                continue;
            }
        }

        throw new TimeoutException("The host did not recover in a minute: " + host.Log());
    }

    private async Task<IReadOnlyDictionary<string, long>> Count(PostgresCluster database, Action<string> say)
    {
        await using var data = NpgsqlDataSource.Create(database.Connection);
        for (var watch = Stopwatch.StartNew(); await CrashCounts.Waiting(data) > 0 && watch.Elapsed < TimeSpan.FromMinutes(3); await Task.Delay(250)) say("settling");
        return await CrashCounts.All(data, [.. _acknowledged.Keys], OnHand);
    }
}
