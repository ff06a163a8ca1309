using System.Diagnostics;
using System.Diagnostics.Metrics;
using Marketplace.Application;
using Marketplace.Kernel;
using Marketplace.Ports.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marketplace.Infrastructure.Outbox;

/// <summary>Runs the handlers of delivered messages, each in its own scope and transaction, and says what becomes of the delivery.</summary>
public sealed partial class MessageHost(
    ITransport transport, Handlers handlers, MessageCatalog catalog, Mail mail, IServiceScopeFactory scopes, ILogger<MessageHost> log) : BackgroundService
{
    /// <summary>Spans of message handling.</summary>
    public static readonly ActivitySource Source = new("Marketplace.Messages");

    private static readonly Meter Meter = new("Marketplace.Messages");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("marketplace.message.duration", "s");
    private static readonly Counter<long> Refused = Meter.CreateCounter<long>("marketplace.message.refused");
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        transport.Listen(handlers.Subscriptions(catalog), Handle, stoppingToken);

    /// <summary>Handles one delivery with every handler its queue has for it.</summary>
    public async Task<Verdict> Handle(Delivery delivery, CancellationToken ct)
    {
        if (catalog.TypeOf(delivery.Envelope.Type) is not { } type) return new Verdict.Dead($"unknown type '{delivery.Envelope.Type}'");
        var routes = handlers.For(delivery.Queue, type);
        if (routes.Count == 0) return new Verdict.Done();

        var message = MessageCatalog.Read(type, delivery.Envelope.Data);
        Verdict worst = new Verdict.Done();
        foreach (var route in routes)
        {
            var verdict = await Run(route, message, delivery, routes.Count == 1, ct);
            if (routes.Count == 1) return verdict;
            if (verdict is not Verdict.Done && worst is not Verdict.Retry) worst = verdict;
        }

        return worst;
    }

    private async Task<Verdict> Run(Route route, Ports.IMessage message, Delivery delivery, bool alone, CancellationToken ct)
    {
        using var span = Source.StartActivity(route.Name, ActivityKind.Consumer, delivery.Envelope.TraceParent);
        span?.SetTag("messaging.message.id", delivery.Envelope.Id).SetTag("messaging.message.type", delivery.Envelope.Type);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Limit);
        var started = Stopwatch.GetTimestamp();
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
            Introduce(scope.ServiceProvider.GetRequiredService<Invocation>(), work, route, delivery, alone);
            var result = await route.Run(scope.ServiceProvider, message, limit.Token);
            if (!result.Failed(out var refusal)) return new Verdict.Done(work.Settled);
            if (refusal == Shape.Repeated) return new Verdict.Done();

            Refused.Add(1, new KeyValuePair<string, object?>("handler", route.Name));
            HandlerRefused(log, route.Name, delivery.Envelope.Id, refusal.Code, delivery.Attempt);
            return Judge(route, refusal);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return new Verdict.Retry("the host is stopping");
        }
        catch (Exception e)
        {
            span?.SetStatus(ActivityStatusCode.Error, e.GetType().Name);
            HandlerFailed(log, e, route.Name, delivery.Envelope.Id, delivery.Attempt);
            return new Verdict.Retry($"{route.Name}: {e.GetType().Name}: {e.Message}");
        }
        finally
        {
            Duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("handler", route.Name));
        }
    }

    // One handler's effects and the end of its delivery commit together where the transport allows it; otherwise the run is remembered.
    // An errand repeats by nature (its provider recognises the key), so nothing of it is remembered.
    private void Introduce(Invocation invocation, UnitOfWork work, Route route, Delivery delivery, bool alone)
    {
        invocation.RequestId = delivery.Envelope.Id.ToString();
        invocation.Causation = delivery.Envelope.Id;
        if (route.IsErrand) return;
        if (alone && mail.CanSettle(delivery))
        {
            work.Settles(delivery);
            return;
        }

        invocation.Scope = route.Name;
        invocation.Key = delivery.Envelope.Id.ToString("N");
        invocation.LookFirst = delivery.Attempt > 1;
    }

    private static Verdict Judge(Route route, Error refusal) => refusal.Kind switch
    {
        ErrorKind.Invalid or ErrorKind.Unauthenticated or ErrorKind.Forbidden => new Verdict.Dead($"{route.Name}: {refusal.Code}: {refusal.Message}"),
        _ => new Verdict.Retry($"{route.Name}: {refusal.Code}: {refusal.Message}"),
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Handler} refused message {MessageId}: {Code} (attempt {Attempt})")]
    private static partial void HandlerRefused(ILogger log, string handler, Guid messageId, string code, int attempt);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Handler} failed on message {MessageId} (attempt {Attempt})")]
    private static partial void HandlerFailed(ILogger log, Exception e, string handler, Guid messageId, int attempt);
}
