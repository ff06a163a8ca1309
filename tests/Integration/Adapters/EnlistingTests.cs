using System.Collections.Concurrent;
using Marketplace.Adapters.Sdk;
using Marketplace.Adapters.Transport.Embedded;
using Marketplace.Ports.Transport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Marketplace.Tests.Integration.Adapters;

/// <summary>What the embedded transport promises to transactions: written and settled with them, in order, taken over from the dead.</summary>
public sealed class EnlistingTests : IAsyncLifetime
{
    private readonly List<ServiceProvider> _hosts = [];
    private readonly Subscription _queue = new("orders", ["test.news"]);
    private NpgsqlDataSource _database = null!;
    private string _name = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_handled_after_its_transaction_committed_and_never_when_it_was_rolled_back()
    {
        var transport = await Host();
        var (lost, kept, seen) = (News(), News(), new ConcurrentQueue<Guid>());

        await Listening(transport, d => Note(seen, d), async () =>
        {
            await Write(transport, [lost], commit: false);
            await Write(transport, [kept]);
            await Until(() => !seen.IsEmpty);
            await Task.Delay(300, Ct);
        });

        Assert.Equal([kept.Id], seen);
    }

    [Fact]
    public async Task Messages_of_one_subject_keep_their_order_whichever_host_wrote_them()
    {
        var (first, second, subject) = (await Host(), await Host(), Guid.NewGuid());
        var sent = Enumerable.Range(0, 120).Select(_ => News(subject)).ToList();
        var seen = new ConcurrentQueue<Guid>();
        async Task<Verdict> Slowly(Delivery delivery)
        {
            await Task.Delay(Random.Shared.Next(0, 3), Ct);
            seen.Enqueue(delivery.Envelope.Id);
            return new Verdict.Done();
        }

        await Listening(first, Slowly, () => Listening(second, Slowly, async () =>
        {
            for (var i = 0; i < sent.Count; i++) await Write(i % 3 == 0 ? second : first, [sent[i]]);
            await Until(() => seen.Count >= sent.Count);
        }));

        Assert.Equal(sent.Select(m => m.Id), seen);
    }

    [Fact]
    public async Task A_delivery_settled_with_its_handlers_transaction_is_gone_and_cannot_be_settled_again()
    {
        var transport = await Host();
        var (message, second) = (News(), (PostgresException?)null);

        await Listening(transport, async delivery =>
        {
            await Settle(transport, delivery);
            second = await Assert.ThrowsAsync<PostgresException>(() => Settle(transport, delivery));
            return new Verdict.Done(Settled: true);
        }, async () =>
        {
            await Write(transport, [message]);
            await Until(() => second is not null);
        });

        Assert.Equal(IEnlistingTransport.AlreadySettled, second!.SqlState);
        Assert.Equal(0L, await Count());
    }

    [Fact]
    public async Task What_a_dead_host_had_in_its_hands_another_takes_over()
    {
        var (transport, message, seen) = (await Host(), News(), new ConcurrentQueue<Guid>());
        await Write(transport, [message]);
        // Owned by a host that gave its last sign of life a second ago, and by one that lives.
        var (dead, living) = (Guid.NewGuid(), Guid.NewGuid());
        await Execute($"INSERT INTO embedded_transport.hosts VALUES ('{dead}', now() - interval '1 second'), ('{living}', now() + interval '1 minute')");
        await Execute($"UPDATE embedded_transport.messages SET owner = '{living}'");

        await Listening(transport, d => Note(seen, d), async () =>
        {
            await Task.Delay(500, Ct);
            Assert.Empty(seen);
            await Execute($"UPDATE embedded_transport.messages SET owner = '{dead}'");
            await Until(() => !seen.IsEmpty);
        });

        Assert.Equal([message.Id], seen);
    }

    [Fact]
    public async Task A_host_that_lost_track_of_a_message_gives_it_back()
    {
        var (transport, seen) = (await Host(aliveSeconds: 5), new ConcurrentQueue<int>());

        await Listening(transport, d => Attempt(seen, d), async () =>
        {
            await Until(() => Alive());
            // As after a commit whose answer never came: the row is the host's, but the host does not know.
            await Execute($"""
                INSERT INTO embedded_transport.messages (queue, id, subject, envelope, owner, attempts, enlisted, visible_at)
                SELECT 'orders', '{Guid.NewGuid()}', '{Guid.NewGuid()}', '{System.Text.Json.JsonSerializer.Serialize(News())}', h.id, 1, true,
                    now() - interval '1 minute' FROM embedded_transport.hosts h
                """);
            await Until(() => !seen.IsEmpty);
        });

        Assert.Equal(2, Assert.Single(seen));
    }

    [Fact]
    public async Task What_its_own_transaction_handled_for_a_queue_is_not_put_into_that_queue()
    {
        var (transport, message) = (await Host(), News());
        await transport.Declare([_queue, new Subscription("others", ["test.news"])], Ct);

        await Write(transport, [message], handled: new HandledHere(message.Id, "orders", message.Subject));

        Assert.Equal(0L, await Count());
        Assert.Equal(1L, await Count("others"));
    }

    [Fact]
    public async Task A_message_may_not_be_handled_before_an_earlier_one_of_its_queue_and_subject()
    {
        var (transport, earlier) = (await Host(), News());
        await Write(transport, [earlier]);
        var later = News(earlier.Subject);

        var refused = await Assert.ThrowsAsync<PostgresException>(
            () => Write(transport, [later], handled: new HandledHere(later.Id, "orders", later.Subject)));
        await Write(transport, [later], handled: new HandledHere(later.Id, "orders", Guid.NewGuid()));

        Assert.Equal(IEnlistingTransport.OutOfTurn, refused.SqlState);
        Assert.Equal(1L, await Count());
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _name = await TestDatabase.Create();
        _database = NpgsqlDataSource.Create(TestDatabase.ConnectionTo(_name));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts) await host.DisposeAsync();
        await _database.DisposeAsync();
        await TestDatabase.Drop(_name);
    }

    private async Task<IEnlistingTransport> Host(int aliveSeconds = 15)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(NpgsqlDataSource.Create(TestDatabase.ConnectionTo(_name)));
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["x:AliveSeconds"] = aliveSeconds.ToString(null as IFormatProvider) }).Build();
        new EmbeddedAdapter().Register(new AdapterServices(services, settings.GetSection("x"), "embedded"));
        var host = services.BuildServiceProvider();
        _hosts.Add(host);
        var transport = (IEnlistingTransport)host.GetRequiredKeyedService<ITransport>("embedded");
        await transport.Declare([_queue], Ct);
        return transport;
    }

    private async Task Listening(ITransport transport, Func<Delivery, Task<Verdict>> handle, Func<Task> meanwhile)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var listening = transport.Listen([_queue], (d, _) => handle(d), stop.Token);
        await meanwhile();
        await stop.CancelAsync();
        await listening;
    }

    private async Task Write(
        IEnlistingTransport transport, IReadOnlyList<Envelope> messages, bool commit = true, params HandledHere[] handled)
    {
        await using var connection = await _database.OpenConnectionAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await using var batch = new NpgsqlBatch(connection, transaction);
        using var enlistment = transport.Enlist(batch, messages, handled);
        await using (var answers = await batch.ExecuteReaderAsync(Ct)) await enlistment.Read(answers, Ct);
        if (!commit) return;
        await transaction.CommitAsync(Ct);
        enlistment.Committed();
    }

    private async Task Settle(IEnlistingTransport transport, Delivery delivery)
    {
        await using var batch = _database.CreateBatch();
        transport.Settle(batch, delivery);
        await batch.ExecuteNonQueryAsync(Ct);
    }

    private static Task<Verdict> Note(ConcurrentQueue<Guid> seen, Delivery delivery)
    {
        seen.Enqueue(delivery.Envelope.Id);
        return Task.FromResult<Verdict>(new Verdict.Done());
    }

    private static Task<Verdict> Attempt(ConcurrentQueue<int> seen, Delivery delivery)
    {
        seen.Enqueue(delivery.Attempt);
        return Task.FromResult<Verdict>(new Verdict.Done());
    }

    private static Envelope News(Guid? subject = null) => new(
        Guid.CreateVersion7(), "test.news", 1, subject ?? Guid.NewGuid(), Guid.NewGuid(), null,
        new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero), null, "ru", "{}");

    private bool Alive()
    {
        using var ask = _database.CreateCommand("SELECT count(*) FROM embedded_transport.hosts WHERE alive_until > now()");
        return (long)ask.ExecuteScalar()! > 0;
    }

    private async Task<long> Count(string queue = "orders")
    {
        await using var ask = _database.CreateCommand("SELECT count(*) FROM embedded_transport.messages WHERE queue = $1");
        ask.Parameters.Add(new() { Value = queue });
        return (long)(await ask.ExecuteScalarAsync(Ct))!;
    }

    private async Task Execute(string sql)
    {
        await using var command = _database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }

    private static async Task Until(Func<bool> enough)
    {
        for (var until = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(30); !enough();)
        {
            Assert.True(TimeProvider.System.GetUtcNow() < until, "It did not happen in time.");
            await Task.Delay(10, Ct);
        }
    }
}
