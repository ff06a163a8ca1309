using System.Collections.Concurrent;
using System.Text.Json;
using Marketplace.Kernel;
using Marketplace.Ports.Notifications;

namespace Marketplace.Adapters.Notifications.Sandbox;

/// <summary>Appends messages to a file; addresses at <c>bounce.test</c> bounce, at <c>busy.test</c> fail for now.</summary>
internal sealed class SandboxChannel(SandboxOptions options) : INotificationChannel
{
    private const int Remembered = 100_000;
    private readonly ConcurrentDictionary<NotificationId, string> _sent = new();
    private readonly SemaphoreSlim _file = new(1);

    public string Kind => "email";

    public async Task<SendOutcome> Send(OutgoingMessage message, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (_sent.TryGetValue(message.Key, out var reference)) return new SendOutcome.Sent(reference);
        if (message.To.EndsWith("@bounce.test", StringComparison.OrdinalIgnoreCase)) return new SendOutcome.Bounced("550 5.1.1");
        if (message.To.EndsWith("@busy.test", StringComparison.OrdinalIgnoreCase)) return new SendOutcome.Failed("451 4.3.0");

        await _file.WaitAsync(ct);
        try
        {
            if (_sent.TryGetValue(message.Key, out reference)) return new SendOutcome.Sent(reference);
            var line = JsonSerializer.Serialize(message, JsonSerializerOptions.Web) + "\n";
            await File.AppendAllTextAsync(options.Path, line, ct);
            if (_sent.Count > Remembered) _sent.Clear();
            _sent[message.Key] = reference = "sandbox-" + message.Key;
            return new SendOutcome.Sent(reference);
        }
        catch (IOException e)
        {
            return new SendOutcome.Failed(e.GetType().Name);
        }
        finally
        {
            _file.Release();
        }
    }
}
