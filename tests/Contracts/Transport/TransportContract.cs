using System.Collections.Concurrent;
using Marketplace.Ports.Transport;
using Xunit;

namespace Marketplace.Contracts.Kit.Transport;

/// <summary>What every transport must do, seen from the outbox on one side and the handlers on the other.</summary>
public abstract class TransportContract
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>A transport as one host has it; several calls are several hosts on one broker.</summary>
    protected abstract Task<ITransport> Host();

    [Fact]
    public async Task A_published_message_reaches_every_queue_that_wants_its_type()
    {
        var (transport, queues) = await Declared("a", "b");
        var seen = new ConcurrentQueue<(string, Guid)>();
        var message = Message();

        await transport.Publish([message], Ct);
        await ListenUntil(transport, queues, Note(seen), () => seen.Count == 2);

        Assert.Equal(queues.Select(q => (q.Queue, message.Id)).Order(), seen.Order());
    }

    [Fact]
    public async Task The_envelope_arrives_as_it_was_sent()
    {
        var (transport, queues) = await Declared("a");
        var sent = Message() with
        {
            Causation = Guid.NewGuid(),
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            Data = """{"name":"Ўзбекистон 🌸","amount":9223372036854775807}""",
        };
        Envelope? got = null;

        await transport.Publish([sent], Ct);
        await ListenUntil(transport, queues, d => (got = d.Envelope, Done()).Item2, () => got is not null);

        Assert.Equal(sent, got);
    }

    [Fact]
    public async Task A_message_nobody_wants_is_no_error()
    {
        var transport = await Host();

        await transport.Publish([Message("nobody.cares")], Ct);

        Assert.DoesNotContain(await transport.DeadLetters(null, 100, Ct), d => d.Envelope.Type == "nobody.cares");
    }

    [Fact]
    public async Task Publishing_an_id_twice_delivers_it_once_while_it_waits()
    {
        var (transport, queues) = await Declared("a");
        var seen = new ConcurrentQueue<(string, Guid)>();
        var (message, last) = (Message(), Message());

        await transport.Publish([message, message with { }], Ct);
        await transport.Publish([message, last], Ct);
        await ListenUntil(transport, queues, Note(seen), () => seen.Select(s => s.Item2).Distinct().Count() == 2);

        Assert.Single(seen, s => s.Item2 == message.Id);
    }

    [Fact]
    public async Task Messages_of_one_subject_arrive_in_order_although_many_subjects_run_side_by_side()
    {
        var (transport, queues) = await Declared("a");
        var other = await Host();
        Guid[] subjects = [.. Enumerable.Range(0, 20).Select(_ => Guid.NewGuid())];
        var sent = Enumerable.Range(0, 400).Select(i => Message() with { Subject = subjects[i % 20], Data = $"{{\"n\":{i}}}" }).ToList();
        var seen = new ConcurrentDictionary<Guid, ConcurrentQueue<string>>();
        var random = new Random(7);
        var count = 0;

        foreach (var batch in sent.Chunk(37)) await transport.Publish(batch, Ct);
        DeliveryHandler handle = async (d, _) =>
        {
            await Task.Delay(random.Next(0, 4), CancellationToken.None);
            seen.GetOrAdd(d.Envelope.Subject, _ => new()).Enqueue(d.Envelope.Data);
            Interlocked.Increment(ref count);
            return new Verdict.Done();
        };
        await Task.WhenAll(
            ListenUntil(transport, queues, handle, () => count >= 400), ListenUntil(other, queues, handle, () => count >= 400));

        foreach (var subject in subjects)
            Assert.Equal(sent.Where(m => m.Subject == subject).Select(m => m.Data), seen[subject]);
    }

    [Fact]
    public async Task Two_hosts_share_the_work_and_nothing_is_handled_twice_or_lost()
    {
        var (first, queues) = await Declared("a");
        var second = await Host();
        var sent = Enumerable.Range(0, 500).Select(_ => Message()).ToList();
        var (byFirst, bySecond) = (new ConcurrentQueue<(string, Guid)>(), new ConcurrentQueue<(string, Guid)>());
        bool All() => byFirst.Count + bySecond.Count >= 500;

        await first.Publish(sent, Ct);
        await Task.WhenAll(ListenUntil(first, queues, Slowly(byFirst), All), ListenUntil(second, queues, Slowly(bySecond), All));

        Assert.Equal(sent.Select(m => m.Id).Order(), byFirst.Concat(bySecond).Select(s => s.Item2).Order());
        Assert.NotEmpty(byFirst);
        Assert.NotEmpty(bySecond);
    }

    [Fact]
    public async Task A_refused_message_comes_again_and_counts_its_attempts()
    {
        var (transport, queues) = await Declared("a");
        var attempts = new ConcurrentQueue<int>();

        await transport.Publish([Message()], Ct);
        await ListenUntil(transport, queues, d =>
        {
            attempts.Enqueue(d.Attempt);
            return Task.FromResult<Verdict>(d.Attempt < 3 ? new Verdict.Retry("not yet") : new Verdict.Done());
        }, () => attempts.Count == 3);

        Assert.Equal([1, 2, 3], attempts);
    }

    [Fact]
    public async Task A_poisonous_message_is_buried_with_its_reason_and_blocks_nobody()
    {
        var (transport, queues) = await Declared("a");
        var seen = new ConcurrentQueue<(string, Guid)>();
        var (poison, good) = (Message(), Message());

        await transport.Publish([poison, good with { Subject = poison.Subject }], Ct);
        await ListenUntil(transport, queues, d =>
        {
            if (d.Envelope.Id == poison.Id) return Task.FromResult<Verdict>(new Verdict.Dead("cannot be read"));
            seen.Enqueue((d.Queue, d.Envelope.Id));
            return Done();
        }, () => !seen.IsEmpty);

        var letter = Assert.Single(await transport.DeadLetters(queues[0].Queue, 100, Ct));
        Assert.Equal((poison, "cannot be read", 1), (letter.Envelope, letter.Reason, letter.Attempts));
    }

    [Fact]
    public async Task A_dead_letter_can_be_replayed_once()
    {
        var (transport, queues) = await Declared("a");
        var (poison, runs) = (Message(), 0);
        DeliveryHandler handle = (_, _) => Task.FromResult<Verdict>(
            Interlocked.Increment(ref runs) == 1 ? new Verdict.Dead("bad day") : new Verdict.Done());

        await transport.Publish([poison], Ct);
        await ListenUntil(transport, queues, handle, () => runs == 1);
        var replayed = await transport.Replay(queues[0].Queue, poison.Id, Ct);
        await ListenUntil(transport, queues, handle, () => runs == 2);

        Assert.True(replayed);
        Assert.Empty(await transport.DeadLetters(queues[0].Queue, 100, Ct));
        Assert.False(await transport.Replay(queues[0].Queue, poison.Id, Ct));
    }

    [Fact]
    public async Task What_waited_while_nobody_listened_is_delivered_later()
    {
        var (transport, queues) = await Declared("a");
        var seen = new ConcurrentQueue<(string, Guid)>();
        var message = Message();
        await transport.Publish([message], Ct);

        await ListenUntil(await Host(), queues, Note(seen), () => !seen.IsEmpty);

        Assert.Equal(message.Id, Assert.Single(seen).Item2);
    }

    [Fact]
    public async Task Stopping_waits_for_what_is_in_hand()
    {
        var (transport, queues) = await Declared("a");
        var (begun, ended) = (0, 0);
        using var stop = new CancellationTokenSource();
        await transport.Publish([.. Enumerable.Range(0, 8).Select(_ => Message())], Ct);

        var listening = transport.Listen(queues, async (_, _) =>
        {
            Interlocked.Increment(ref begun);
            await Task.Delay(200, CancellationToken.None);
            Interlocked.Increment(ref ended);
            return new Verdict.Done();
        }, stop.Token);
        await WaitFor(() => begun > 0);
        await stop.CancelAsync();
        await listening;

        Assert.Equal(begun, ended);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Type { get; } = $"test.{Guid.NewGuid():N}";

    private Envelope Message(string? type = null) => new(
        Guid.CreateVersion7(), type ?? Type, 1, Guid.NewGuid(), Guid.NewGuid(), null,
        new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero), null, "ru", "{}");

    private async Task<(ITransport Transport, IReadOnlyList<Subscription> Queues)> Declared(params string[] names)
    {
        var transport = await Host();
        var queues = names.Select(n => new Subscription($"{n}{Guid.NewGuid():N}"[..12], [Type])).ToList();
        await transport.Declare(queues, Ct);
        return (transport, queues);
    }

    private static DeliveryHandler Note(ConcurrentQueue<(string, Guid)> seen) => (d, _) =>
    {
        seen.Enqueue((d.Queue, d.Envelope.Id));
        return Done();
    };

    private static DeliveryHandler Slowly(ConcurrentQueue<(string, Guid)> seen) => async (d, _) =>
    {
        await Task.Delay(5, CancellationToken.None);
        seen.Enqueue((d.Queue, d.Envelope.Id));
        return new Verdict.Done();
    };

    private static Task<Verdict> Done() => Task.FromResult<Verdict>(new Verdict.Done());

    private static Task ListenUntil(
        ITransport transport, IReadOnlyList<Subscription> queues, Func<Delivery, Task<Verdict>> handle, Func<bool> enough) =>
        ListenUntil(transport, queues, (d, _) => handle(d), enough);

    private static async Task ListenUntil(
        ITransport transport, IReadOnlyList<Subscription> queues, DeliveryHandler handle, Func<bool> enough)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var listening = transport.Listen(queues, handle, stop.Token);
        await WaitFor(enough);
        await stop.CancelAsync();
        await listening;
    }

    private static async Task WaitFor(Func<bool> enough)
    {
        for (var until = TimeProvider.System.GetUtcNow() + Patience; !enough();)
        {
            Assert.True(TimeProvider.System.GetUtcNow() < until, "It did not happen in time.");
            await Task.Delay(5, Ct);
        }
    }
}
