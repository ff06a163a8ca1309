namespace Marketplace.Ports.Transport;

/// <summary>
/// Memory that the hosts of a market share and that may be lost at any moment (Redis). Nothing true lives only here:
/// every use has a way without it.
/// </summary>
public interface ISharedMemory : IExternalPort
{
    /// <summary>Takes up to so many tokens out of a bucket that fills evenly; null when the memory is away.</summary>
    ValueTask<BucketLevel?> Take(string bucket, BucketShape shape, int tokens, CancellationToken ct);

    /// <summary>Tells every host that listens, soon or never; does not wait.</summary>
    void Tell(string topic, string news);

    /// <summary>Hears what is told from now on, also after the memory was away.</summary>
    void Listen(string topic, Action<string> heard);
}

/// <summary>How much a bucket holds and how long it takes to fill from empty.</summary>
public sealed record BucketShape(int Holds, TimeSpan FillsIn);

/// <summary>What was taken, and what is left.</summary>
public readonly record struct BucketLevel(int Taken, double Left);
