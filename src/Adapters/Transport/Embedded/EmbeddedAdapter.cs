using System.ComponentModel.DataAnnotations;
using Marketplace.Adapters.Sdk;
using Marketplace.Ports.Transport;

namespace Marketplace.Adapters.Transport.Embedded;

/// <summary>The default transport: a durable queue in the marketplace's own PostgreSQL, nothing to install.</summary>
public sealed class EmbeddedAdapter : IAdapter
{
    /// <inheritdoc/>
    public string Port => "Transport";

    /// <inheritdoc/>
    public string Code => "embedded";

    /// <inheritdoc/>
    public void Register(AdapterServices services) => services.Options<EmbeddedOptions>().Provides<ITransport, EmbeddedTransport>();
}

/// <summary>Settings of the embedded transport.</summary>
internal sealed class EmbeddedOptions
{
    /// <summary>Messages handled at once by this host.</summary>
    [Range(1, 256)]
    public int Parallel { get; init; } = 16;

    /// <summary>How long after its last sign of life a host's messages stay its own, seconds; then another takes them.</summary>
    [Range(5, 3600)]
    public int AliveSeconds { get; init; } = 15;

    /// <summary>Longest pause between looks when nobody wakes the consumer, milliseconds.</summary>
    [Range(10, 5000)]
    public int PollMilliseconds { get; init; } = 200;
}
