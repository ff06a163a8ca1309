using System.Diagnostics;
using Marketplace.Application;
using Marketplace.Kernel;
using Microsoft.Extensions.Logging;

namespace Marketplace.Infrastructure.Outbox;

/// <summary>Runs what a transaction's messages cause before it commits: fewer commits, queue rows and waits for the same effects.</summary>
/// <remarks>
/// Only handlers that may (<see cref="JoinsCauseAttribute"/>, sagas), in the order in which the queues would have delivered, and never past
/// a message of the same queue and subject that has to wait. Their effects commit with the cause or, when one of them fails, not at all:
/// the cause then commits alone and its messages go the way of all messages, with their retries and dead letters.
/// </remarks>
public sealed partial class NextSteps(Handlers handlers, IServiceProvider services, ILogger<NextSteps> log)
{
    // A chain of causes longer than this is better cut than held in one transaction.
    private const int Most = 32;

    /// <summary>Handles what may be handled of a list that grows meanwhile; false when a part was refused and all must be discarded.</summary>
    public async Task<bool> Run(List<Outgoing> messages, Invocation invocation, CancellationToken ct)
    {
        HashSet<(string, Guid)>? waiting = null;
        var run = 0;
        for (var i = 0; i < messages.Count; i++)
        {
            var outgoing = messages[i];
            foreach (var stop in handlers.StopsOf(outgoing.Message.GetType()))
            {
                var place = (stop.Queue, outgoing.Message.Subject);
                if (run == Most || !stop.Joins || waiting?.Contains(place) == true)
                {
                    (waiting ??= []).Add(place);
                    continue;
                }

                run++;
                if (!await Run(stop, outgoing, invocation, ct)) return false;
                outgoing.HandledFor.Add(stop.Queue);
            }
        }

        return true;
    }

    private async Task<bool> Run(Stop stop, Outgoing outgoing, Invocation invocation, CancellationToken ct)
    {
        foreach (var route in stop.Routes)
        {
            using var span = MessageHost.Source.StartActivity(route.Name, ActivityKind.Internal);
            try
            {
                var result = await invocation.AsSystem(() => route.Run(services, outgoing.Message, ct));
                if (!result.Failed(out var refusal)) continue;
                RunsAlone(log, route.Name, refusal.Code);
                return false;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                RunsAlone(log, route.Name, e.GetType().Name);
                return false;
            }
        }

        return true;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Handler} does not run with its cause ({Why}) and is left to its queue.")]
    private static partial void RunsAlone(ILogger log, string handler, string why);
}

/// <summary>A handler inside another's transaction wants to discard its part.</summary>
internal sealed class PartRefused() : Exception("A part of a transaction was refused.");
