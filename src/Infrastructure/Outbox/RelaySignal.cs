using System.Threading.Channels;

namespace Marketplace.Infrastructure.Outbox;

/// <summary>Wakes the relay of this process after a commit; many wakes before it looks count as one.</summary>
public sealed class RelaySignal
{
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>There is something in the outbox.</summary>
    public void Wake() => _bell.Writer.TryWrite(true);

    /// <summary>Returns at a wake or after the pause, whichever comes first.</summary>
    public async Task Wait(TimeSpan atMost, CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(atMost);
        try
        {
            await _bell.Reader.ReadAsync(timeout.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Polling is the safety net: a pause that passed is a reason to look.
            return;
        }
    }
}
