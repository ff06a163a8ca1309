using System.Diagnostics;
using Marketplace.Client;
using Marketplace.Lab;

namespace Marketplace.Bench;

/// <summary>Closed-loop load over HTTP on a durable database, beside the floor of the same machine in the same run.</summary>
internal sealed class LoadBench(BenchOptions options)
{
    private static readonly Dictionary<string, string> Open = new()
    {
        ["RateLimits__Enabled"] = "false", ["Adapters__Transport__embedded__Parallel"] = "16",
    };

    /// <summary>Measures everything and prints one table; exit code 0 when nothing failed.</summary>
    public async Task<int> Run()
    {
        await using var database = await PostgresCluster.Start(durable: true, statistics: true);
        await using var host = new HostProcess(options.HostProgram, database.Connection, Open);
        Console.WriteLine($"first start, empty database: {(await host.Start()).TotalSeconds:0.00} s to ready");

        using var http = MarketplaceApi.Connect(host.Address);
        var products = options.Number("products", 10_000);
        var watch = Stopwatch.StartNew();
        var market = await LabMarket.Build(http, shops: 10, products / 10, onHand: 1_000_000);
        Console.WriteLine($"{products} products with two variants through the API in {watch.Elapsed.TotalSeconds:0.0} s");
        await host.Stop();
        Console.WriteLine($"start on the existing database: {(await host.Start()).TotalSeconds:0.00} s to ready");

        var results = new List<Measurement>();
        Console.WriteLine(Measurement.Heading);
        foreach (var clients in options.Numbers("clients", "1,16,64"))
        {
            foreach (var (name, operation) in Operations(http, market).Where(o => options.Wants(o.Name)))
            {
                // The first time a host does something, much of it is still being compiled: that is no figure of a server that runs for weeks.
                var warmUp = TimeSpan.FromSeconds(results.Any(r => r.Name == name) ? 2 : options.Number("warm-up", 15));
                if (warmUp.TotalSeconds > 2) await Measurement.WarmUp(warmUp, operation);
                var result = await Measurement.Take(
                    name, clients, TimeSpan.FromSeconds(options.Number("seconds", 10)), host.ProcessId, database.ProcessId, operation);
                Console.WriteLine(result);
                results.Add(result);
            }
        }

        await Floor.PrintStatements(database);
        await Floor.Print(database, options.Number("seconds", 10));
        return results.Any(r => r.Failures > 0) ? 1 : 0;
    }

    private static IEnumerable<(string Name, Func<int, Task> Operation)> Operations(HttpClient http, LabMarket market)
    {
        var byShop = market.Offers.GroupBy(o => o.Shop).Select(g => g.ToArray()).ToArray();
        var random = new Random(1);
        LabOffer Any(int shop)
        {
            lock (random) return byShop[shop][random.Next(byShop[shop].Length)];
        }

        yield return ("empty answer", _ => Read(http, "/health/live"));
        yield return ("product list of 24", _ => Read(http, "/api/v1/products?limit=24"));
        yield return ("product detail", _ => Read(http, $"/api/v1/products/{Any(0).Product}"));
        var people = new SignedIn(http);
        yield return ("sign-in", people.SignIn);
        yield return ("authenticated read", people.Read);
        yield return ("refresh", people.Refresh);
        yield return ("refresh, then read with the new token", people.RefreshAndRead);
        yield return ("whole purchase, 2 sellers", client =>
            LabMarket.Buy(http, [(Any(client % 5), 1), (Any(5 + client % 5), 1)]));
    }

    private static async Task Read(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseContentRead);
        answer.EnsureSuccessStatusCode();
    }
}
