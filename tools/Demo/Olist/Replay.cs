using System.Diagnostics;
using System.Text.Json;
using Marketplace.Client;

namespace Marketplace.Demo.Olist;

/// <summary>
/// Lives the recorded orders of a folder through the public API, day by day of the recorded period on the market's movable
/// clock: day 0, that of the first purchase, is the day on which the market was ready.
/// </summary>
internal sealed class Replay(HttpClient http, DemoOptions options)
{
    // Money that is kept back for 30 days is paid out on the day after.
    private const int Tail = 36;
    private const int LongestLeap = 7;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);
    private readonly ReplayAccount _admin = new(http, DemoOptions.AdminEmail, DemoOptions.AdminPassword);
    private readonly Progress _progress = new();
    private readonly string _currency = options.Named("--currency") ?? "BRL";
    private readonly int _clients = options.Number("--clients", 8);
    private readonly string _state = options.Named("--state") ?? Path.Combine(".run", "olist-state.jsonl");

    /// <summary>Runs, or goes on; exit code 0 when everything was placed and agrees with the files.</summary>
    public async Task<int> Run()
    {
        if (options.Folder is not { } folder || !File.Exists(Path.Combine(folder, "order_items.csv.gz")))
        {
            Console.Error.WriteLine("Name the folder that holds order_items.csv.gz and the other recorded tables.");
            return 2;
        }

        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, key) =>
        {
            key.Cancel = true;
            stop.Cancel();
        };
        if (options.Has("--fresh")) File.Delete(_state);
        try
        {
            return await Run(OlistFiles.Read(folder), stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            _progress.Keep("Interrupted. The same command goes on from here.");
            return 130;
        }
        catch (Exception e) when (
            e is ApiRefusedException or HttpRequestException or TaskCanceledException or TimeoutException)
        {
            _progress.Keep($"The replay stopped: {e.Message}");
            Console.Error.WriteLine("The same command goes on from here.");
            return 1;
        }
    }

    private async Task<int> Run(OlistFiles files, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        var (seed, wanted) = (options.Number("--seed", 1), options.Number("--orders", int.MaxValue));
        var recorded = OlistOrder.From(files.Items);
        var orders = recorded.Take(wanted).ToList();
        var timetable = new Timetable(files, recorded, seed);
        var plans = orders.Select(timetable.Of).ToList();
        using var journal = new ReplayJournal(_state);
        if (journal.Run is { } begun && (begun.Seed != seed || begun.Orders != orders.Count))
        {
            Console.Error.WriteLine(
                $"The last replay was of {begun.Orders} orders with seed {begun.Seed}: ask for those, or for --fresh.");
            return 2;
        }

        var market = new ReplayMarket(http, files, plans, journal, _currency, _admin);
        await market.Open(_clients, _progress, ct);
        if (journal.Run is null)
        {
            var now = (await (await _admin.On(0)).Get("admin/clock")).GetProperty("now").GetDateTimeOffset();
            journal.Note(new RunNote(seed, orders.Count, now, watch.Elapsed.TotalSeconds));
            _progress.Keep($"{journal.Sellers.Count} sellers ready in {watch.Elapsed.TotalSeconds:0} s.");
            watch.Restart();
        }

        var before = journal.Day.Seconds;
        var life = new OrderLife(http, files, market, journal);
        await Live(plans, life, journal, () => before + watch.Elapsed.TotalSeconds, timetable.First, ct);
        await Settle(journal.Day.Day);
        var books = new Reconciliation(await _admin.On(journal.Day.Day), files, journal, orders.Count, _currency);
        return await books.Print(_clients, _progress) ? 0 : 1;
    }

    private async Task Live(
        List<OrderPlan> plans, OrderLife life, ReplayJournal journal, Func<double> seconds, DateTime first,
        CancellationToken ct)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _clients, CancellationToken = ct };
        var byDay = plans
            .SelectMany(p => new[] { p.Bought, p.HandedOver, p.Delivered, p.Closed }.Distinct().Select(day => (day, p)))
            .GroupBy(x => x.day, x => x.p).ToDictionary(g => g.Key, g => g.ToList());
        var (last, from) = (plans.Max(p => p.Closed), Math.Max(journal.Day.Day, 0));
        for (var day = from; day <= last + Tail; day = Next(day, byDay, last))
        {
            ct.ThrowIfCancellationRequested();
            var began = Stopwatch.GetTimestamp();
            await MoveClock(journal.Run!.Start.AddDays(day), day);
            // The first day of a continued run may have left anything of the days before undone.
            var due = day == from ? plans.Where(p => p.Bought <= day) : byDay.GetValueOrDefault(day) ?? [];
            await Parallel.ForEachAsync(due, parallel, async (plan, _) => await life.Live(plan, day));
            if (journal.Day.Day < last + Tail) journal.Note(new DayNote(day, seconds()));
            _progress.Say($"{first.AddDays(day):yyyy-MM-dd}  day {day}/{last + Tail}  "
                + $"{journal.Orders.Count}/{plans.Count} orders placed  {journal.Orders.Count / seconds():0.0} orders/s");
            if (Pace - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } rest) await Task.Delay(rest, ct);
        }
    }

    private static int Next(int day, Dictionary<int, List<OrderPlan>> byDay, int last)
    {
        var next = day + 1;
        while (next < last && next < day + LongestLeap && !byDay.ContainsKey(next)) next++;
        return next;
    }

    private async Task MoveClock(DateTimeOffset to, int day)
    {
        var api = await _admin.On(day);
        var missing = to - (await api.Get("admin/clock")).GetProperty("now").GetDateTimeOffset();
        if (missing >= TimeSpan.FromSeconds(1))
            await api.Post("admin/clock/advance", new { seconds = Math.Floor(missing.TotalSeconds) });
    }

    // What is still on its way moves money: when the books stand still for a while, nothing is.
    private async Task Settle(int day)
    {
        var seen = "";
        for (var still = 0; still < 6; await Task.Delay(500))
        {
            var books = (await (await _admin.On(day)).Get("finance/ledger/trial-balance")).GetRawText();
            still = books == seen ? still + 1 : 0;
            seen = books;
        }
    }
}
