using System.Collections.Concurrent;
using Marketplace.Ports;

namespace Marketplace.Infrastructure.Outbox;

/// <summary>Rung by every commit for the machines it moved; costs nothing when nobody waits.</summary>
public sealed class ChangeBell : IChangeBell
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _waiting = new();

    /// <inheritdoc/>
    public void Ring(Guid subject)
    {
        if (!_waiting.IsEmpty && _waiting.TryRemove(subject, out var listeners)) listeners.TrySetResult();
    }

    /// <inheritdoc/>
    public async Task Listen(Guid subject, TimeSpan atMost, CancellationToken ct)
    {
        var bell = _waiting.GetOrAdd(subject, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await Task.WhenAny(bell.Task, Task.Delay(atMost, ct));
        ct.ThrowIfCancellationRequested();

        // Whoever leaves last without a ring takes the bell away; a ring in between has removed it already.
        if (!bell.Task.IsCompleted) _waiting.TryRemove(new KeyValuePair<Guid, TaskCompletionSource>(subject, bell));
    }
}
