using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Marketplace.Client;

namespace Marketplace.Demo.Olist;

/// <summary>What the market says it did, beside what the files say; both to the cent.</summary>
internal sealed class Reconciliation(
    MarketplaceApi admin, OlistFiles files, ReplayJournal journal, int planned, string currency)
{
    private readonly ConcurrentDictionary<string, int> _outcomes = new();
    private long _goods;
    private long _freight;
    private long _refunded;

    /// <summary>Reads every order back from the API and prints the block; true when nothing differs.</summary>
    public async Task<bool> Print(int clients, Progress progress)
    {
        var (read, parallel) = (0, new ParallelOptions { MaxDegreeOfParallelism = clients });
        await Parallel.ForEachAsync(journal.Orders.Values, parallel, async (note, _) =>
        {
            Add(await admin.Get($"orders/{note.Id}"));
            progress.Say($"reading back {Interlocked.Increment(ref read)}/{journal.Orders.Count}");
        });
        var books = await admin.Get("finance/ledger/trial-balance");
        var (payouts, paidOut) = await Payouts();
        var deadLetters = (await admin.Get("admin/dead-letters")).GetProperty("items").GetArrayLength();
        var recorded = files.Items.Where(i => journal.Orders.ContainsKey(i.Order)).ToList();
        var (goods, freight) = (recorded.Sum(i => i.Price), recorded.Sum(i => i.Freight));
        var ledger = books.GetProperty("rows").EnumerateArray().Sum(r => Amount(r, "sum"));
        var equal = goods == _goods && freight == _freight;
        var balanced = ledger == 0 && books.GetProperty("balanced").GetBoolean();

        progress.Keep($"Reconciliation, amounts in {currency}");
        Line("orders placed", $"{journal.Orders.Count} of {planned}");
        foreach (var (outcome, count) in _outcomes.OrderByDescending(o => o.Value)) Line($"  {outcome}", $"{count}");
        Line("goods", Text(_goods));
        Line("freight", Text(_freight));
        Line("refunds", Text(_refunded));
        Line("commission", Text(-Sum(books, "platform:commission")));
        Line("tax on commission", Text(-Sum(books, "tax:commission")));
        Line("payouts", $"{Text(paidOut)} in {payouts}");
        Line("left with sellers", $"{Text(-Sum(books, "seller:available"))} payable, "
            + $"{Text(-Sum(books, "seller:reserve"))} kept back, {Text(Sum(books, "seller:receivable"))} owed by them");
        Line("left in escrow", Text(-Sum(books, "escrow")));
        Line("left with the provider", Text(Sum(books, "provider:sandbox")));
        Line("ledger sum", $"{Text(ledger)} {(balanced ? "(balanced)" : "(NOT BALANCED)")}");
        Line("dead letters", $"{deadLetters}");
        var verdict = equal ? "equal to the cent" : "DIFFERENT";
        Line("recorded in the files", $"goods {Text(goods)}, freight {Text(freight)}: {verdict}");
        var (setup, seconds) = (journal.Run!.SetupSeconds, journal.Day.Seconds);
        Line("wall time", $"{seconds:0} s after {setup:0} s of setting up, {journal.Orders.Count / seconds:0.0} orders/s");
        return equal && balanced && deadLetters == 0 && journal.Orders.Count == planned;
    }

    private void Add(JsonElement order)
    {
        var parts = order.GetProperty("sellerOrders").EnumerateArray();
        foreach (var line in parts.SelectMany(p => p.GetProperty("lines").EnumerateArray()))
        {
            var isDelivery = line.GetProperty("number").GetInt32() == 0;
            Interlocked.Add(ref isDelivery ? ref _freight : ref _goods, Amount(line, "amount"));
        }

        var (refunded, status) = (Amount(order, "refunded"), order.GetProperty("status").GetString()!);
        Interlocked.Add(ref _refunded, refunded);
        var outcome = status == "completed" && refunded > 0 ? "completed, partly refunded" : status;
        _outcomes.AddOrUpdate(outcome, 1, (_, n) => n + 1);
    }

    private async Task<(int Count, long Sum)> Payouts()
    {
        var (count, sum) = (0, 0L);
        await foreach (var payout in admin.All("finance/payouts?status=PAID"))
            (count, sum) = (count + 1, sum + Amount(payout, "amount"));
        return (count, sum);
    }

    private static long Sum(JsonElement books, string kind) => books.GetProperty("rows").EnumerateArray()
        .Where(r => r.GetProperty("kind").GetString() == kind).Sum(r => Amount(r, "sum"));

    private static long Amount(JsonElement thing, string money) => thing.GetProperty(money).GetProperty("amount").GetInt64();

    private static string Text(long cents) => (cents / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    private static void Line(string name, string value) => Console.WriteLine($"  {name,-28} {value}");
}
