using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Marketplace.Adapters.Transport.Embedded;

/// <summary>A host's signs of life: while they are fresh its messages are its own, and what it lost track of it gives back.</summary>
internal sealed partial class Presence(NpgsqlDataSource database, Guid host, TimeSpan during, ILogger log)
{
    private long _last;

    /// <summary>Whether others still believe that this host lives; with a margin, because clocks and networks take their time.</summary>
    public bool Certain => _last != 0 && Stopwatch.GetElapsedTime(Volatile.Read(ref _last)) < during / 2;

    /// <summary>Gives one sign of life; <paramref name="inHand"/> names the rows that are being handled.</summary>
    public async Task Show(Func<IReadOnlySet<long>> inHand, CancellationToken ct)
    {
        var asked = Stopwatch.GetTimestamp();
        var mine = await QueueTables.SayAlive(database, host, during, ct);
        Volatile.Write(ref _last, asked);
        if (mine.Length == 0) return;

        // A commit whose answer was lost leaves rows that nobody was handed: after a while they are anybody's.
        var known = inHand();
        var strays = mine.Where(seq => !known.Contains(seq)).ToArray();
        if (strays.Length > 0) await QueueTables.Disown(database, host, strays, ct);
    }

    /// <summary>Goes on giving signs of life until cancelled.</summary>
    public async Task Last(Func<IReadOnlySet<long>> inHand, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(during / 4, ct);
                await Show(inHand, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                NotHeard(log, e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sign of life could not be given; other hosts may take over the messages in hand.")]
    private static partial void NotHeard(ILogger log, Exception e);
}
