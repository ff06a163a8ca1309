using Marketplace.Ports.Transport;

namespace Marketplace.Infrastructure.Outbox;

/// <summary>Makes the queues known before anything can write a message; also on hosts that handle none.</summary>
internal sealed class QueuesAtStart(ITransport transport, Handlers handlers, MessageCatalog catalog) : IStartupStep
{
    /// <inheritdoc/>
    public Task Run(CancellationToken ct) => transport.Declare(handlers.Subscriptions(catalog), ct);
}
