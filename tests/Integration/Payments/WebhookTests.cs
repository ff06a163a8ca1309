using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Marketplace.Adapters.Payments.Sandbox;
using Marketplace.Adapters.Payments.Sandbox.Wire;
using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Payments.Messages;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Integration.Payments;

/// <summary>Quality R22–R25 and Q4: whatever arrives, only genuine events count, each once, in any order.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private readonly ShopId _shop = ShopId.New(DateTimeOffset.UtcNow);
    private MoneyBench _bench = null!;
    private HttpClient _http = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bench = await MoneyBench.Start();
        _http = _bench.Host.Anyone();
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_repeated_webhook_is_thanked_for_and_counts_once()
    {
        var payment = await PendingPayment(9_900);
        var body = Captured("evt-1", payment);

        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.NoContent, (await Send(body, Sign(body))).StatusCode);
        await _bench.Host.Settle();

        Assert.Equal(9_900, await _bench.Balance(Account.Provider("sandbox")));
        Assert.Equal(1, await _bench.Scalar<long>("SELECT count(*) FROM payments.provider_events"));
        Assert.Equal("CAPTURED", await Status(payment.Id));
    }

    [Fact]
    public async Task A_forged_webhook_is_refused_and_leaves_no_trace()
    {
        var payment = await PendingPayment(9_900);
        var body = Captured("evt-1", payment);
        var old = Signature.Sign(Secret, DateTimeOffset.UtcNow.AddSeconds(-301), body);

        var answers = new[]
        {
            await Send(body, null), await Send(body, "t=1,v1=00"), await Send(body, Signature.Sign("wrong", DateTimeOffset.UtcNow, body)),
            await Send(body, old), await Send([.. body, (byte)' '], Sign(body)),
        };
        await _bench.Host.Settle();

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Unauthorized, a.StatusCode));
        Assert.Equal(0, await _bench.Scalar<long>("SELECT count(*) FROM payments.provider_events"));
        Assert.Equal("PENDING", await Status(payment.Id));
    }

    [Fact]
    public async Task A_webhook_too_large_or_of_an_unknown_provider_is_refused()
    {
        var large = new byte[70_000];

        // The host answers without reading on and closes; a client still sending may see the end of the connection instead.
        var refused = await Record.ExceptionAsync(async () =>
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Send(large, Sign(large))).StatusCode));
        Assert.True(refused is null or HttpRequestException, refused?.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await Send("{}"u8.ToArray(), null, "nobody")).StatusCode);
    }

    [Fact]
    public async Task Another_amount_than_ours_pays_nothing_and_is_looked_into()
    {
        var payment = await PendingPayment(9_900);
        var body = Captured("evt-1", payment with { Amount = 1 });

        await Send(body, Sign(body));
        await _bench.Host.Settle();

        Assert.NotEqual("CAPTURED", await Status(payment.Id));
        Assert.Equal(0, await _bench.Balance(Account.Provider("sandbox")));
        Assert.Equal(1, await _bench.Scalar<long>("SELECT count(*) FROM payments.money_mismatches WHERE explained_at IS NULL"));
    }

    [Fact]
    public async Task An_unknown_type_is_kept_and_acknowledged()
    {
        var body = Encoding.UTF8.GetBytes("""{"id":"evt-7","type":"mandate.renewed","createdAt":"2026-01-01T00:00:00Z","new":{"a":1}}""");

        Assert.Equal(HttpStatusCode.NoContent, (await Send(body, Sign(body))).StatusCode);
        Assert.Equal("IGNORED", await _bench.Scalar<string>("SELECT status FROM payments.provider_events"));
    }

    [Fact]
    public async Task An_unknown_reference_waits_a_day_and_becomes_an_exception()
    {
        var body = Captured("evt-1", new Known(Guid.NewGuid(), "ch_x", 100));
        await Send(body, Sign(body));
        await _bench.Host.Settle();
        Assert.Equal("WAITING", await EventStatus());

        foreach (var step in new[] { 0.1, 0.2, 1, 5.5, 18.5 }) await _bench.Host.Advance(TimeSpan.FromHours(step));

        Assert.Equal("UNMATCHED", await EventStatus());
        Assert.Equal("unknown-reference", await _bench.Scalar<string>("SELECT kind FROM payments.reconciliation_issues"));
    }

    [Fact]
    public async Task Money_told_of_before_its_payment_is_known_counts_when_it_is()
    {
        var order = MoneyBench.Order("tok_pending_forever", (_shop, 5_000));
        var early = Captured("evt-1", new Known(Guid.NewGuid(), "ch_x", 5_000));
        await Send(early, Sign(early));
        await _bench.Host.Settle();
        await _bench.Publish(order);
        await _bench.Host.Settle();

        // The stored webhook turns out to be about this payment: as if the payment's commit had been slower than the provider.
        await using (var command = _bench.Host.Database.CreateCommand(
            """
            UPDATE payments.provider_events SET word = jsonb_set(word, '{ourId}', to_jsonb((SELECT id FROM payments.payments)::text))
            """))
            await command.ExecuteNonQueryAsync(Ct);
        await _bench.Host.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal("RECEIVED", await EventStatus());
        Assert.Equal(5_000, await _bench.Balance(Account.Provider("sandbox")));
    }

    [Fact]
    public async Task Q4_ten_thousand_deliveries_duplicated_reordered_and_forged_end_as_the_genuine_events_say()
    {
        const int payments = 400;
        await _bench.Publish(Enumerable.Range(0, payments).Select(i => MoneyBench.Order("tok_pending_forever", (_shop, 1_000 + i))));
        await _bench.Host.Settle(60);
        var known = await AllKnown();
        Assert.Equal(payments, known.Count);

        var random = new Random(20_261_120);
        var deliveries = known.SelectMany((p, i) => Storm(p, paid: i % 4 != 0)).ToArray();
        random.Shuffle(deliveries);
        Assert.Equal(10_000, deliveries.Length);

        var slowest = TimeSpan.Zero;
        var forgedTaken = 0;
        await Parallel.ForEachAsync(deliveries, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Ct }, async (d, _) =>
        {
            var started = System.Diagnostics.Stopwatch.GetTimestamp();
            using var answer = await Send(d.Body, d.Signature);
            var took = System.Diagnostics.Stopwatch.GetElapsedTime(started);
            if (took > slowest) slowest = took;
            Assert.Equal(d.Genuine ? HttpStatusCode.NoContent : HttpStatusCode.Unauthorized, answer.StatusCode);
            if (!d.Genuine && answer.IsSuccessStatusCode) Interlocked.Increment(ref forgedTaken);
        });
        await _bench.Host.Settle(60);

        var paid = known.Where((_, i) => i % 4 != 0).ToList();
        Assert.Equal(0, forgedTaken);
        Assert.Equal(paid.Sum(p => p.Amount), await _bench.Balance(Account.Provider("sandbox")));
        Assert.Equal(paid.Count, await _bench.Scalar<long>("SELECT count(*) FROM payments.payments WHERE status = 'CAPTURED'"));
        Assert.Equal(payments - paid.Count, await _bench.Scalar<long>("SELECT count(*) FROM payments.payments WHERE status = 'PENDING'"));
        Assert.Equal(paid.Count, await _bench.Scalar<long>("SELECT count(*) FROM payments.ledger_postings WHERE cause_kind = 'capture'"));
        Assert.Equal(payments + paid.Count, await _bench.Scalar<long>("SELECT count(*) FROM payments.provider_events"));
        Assert.Equal(0, await _bench.LedgerSum());
        Assert.Equal(0, await _bench.LedgerDifferences());
        TestContext.Current.TestOutputHelper?.WriteLine($"slowest acknowledgement {slowest.TotalMilliseconds:0} ms");
    }

    // Twenty-five deliveries per payment: news of waiting and, when it was paid, of the money, over and over; the rest forged.
    private IEnumerable<(byte[] Body, string? Signature, bool Genuine)> Storm(Known payment, bool paid)
    {
        var waiting = Body($"w-{payment.Id}", "charge.pending", View(payment, "pending", 0) with { PendingUntil = DateTimeOffset.UtcNow });
        for (var i = 0; i < 7; i++) yield return (waiting, Sign(waiting), true);
        var money = Captured($"c-{payment.Id}", payment);
        for (var i = 0; i < 8; i++) yield return paid ? (money, Sign(money), true) : (money, Signature.Sign("guess", DateTimeOffset.UtcNow, money), false);
        for (var i = 0; i < 10; i++)
        {
            var forged = Captured($"f-{payment.Id}-{i}", payment);
            yield return (forged, i % 2 == 0 ? null : Sign(waiting), false);
        }
    }

    private string Secret => _bench.Host.Services.GetRequiredService<SandboxSecrets>().WebhookSecret;

    private string Sign(byte[] body) => Signature.Sign(Secret, DateTimeOffset.UtcNow, body);

    private static byte[] Captured(string eventId, Known payment) =>
        Body(eventId, "charge.captured", View(payment, "captured", payment.Amount));

    private static byte[] Body(string eventId, string type, ChargeView charge) =>
        Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new EventView(eventId, type, DateTimeOffset.UtcNow, charge), WireFormat.Json));

    private static ChargeView View(Known payment, string status, long captured) =>
        new(payment.Reference, payment.Id, status, payment.Amount, "RUB", captured, 0);

    private async Task<HttpResponseMessage> Send(byte[] body, string? signature, string provider = "sandbox")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "webhooks/payments/" + provider) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (signature is not null) request.Headers.TryAddWithoutValidation(WireFormat.SignatureHeader, signature);
        return await _http.SendAsync(request, Ct);
    }

    private async Task<Known> PendingPayment(long minor)
    {
        await _bench.Publish(MoneyBench.Order("tok_pending_forever", (_shop, minor)));
        await _bench.Host.Settle();
        return Assert.Single(await AllKnown());
    }

    private async Task<List<Known>> AllKnown()
    {
        await using var command = _bench.Host.Database.CreateCommand("SELECT id, reference, amount_amount FROM payments.payments ORDER BY id");
        await using var rows = await command.ExecuteReaderAsync(Ct);
        var known = new List<Known>();
        while (await rows.ReadAsync(Ct)) known.Add(new Known(rows.GetGuid(0), rows.GetString(1), rows.GetInt64(2)));
        return known;
    }

    private Task<string> Status(Guid payment) => _bench.Scalar<string>($"SELECT status FROM payments.payments WHERE id = '{payment}'");

    private Task<string> EventStatus() => _bench.Scalar<string>("SELECT status FROM payments.provider_events");

    private sealed record Known(Guid Id, string Reference, long Amount);
}
