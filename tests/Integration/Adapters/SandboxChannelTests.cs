using System.Text.Json;
using Marketplace.Adapters.Notifications.Sandbox;
using Marketplace.Contracts.Kit.Notifications;
using Marketplace.Ports.Notifications;

namespace Marketplace.Tests.Integration.Adapters;

public sealed class SandboxChannelTests : NotificationChannelContract, IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"mail-{Guid.NewGuid():N}.jsonl");
    private INotificationChannel? _channel;

    protected override INotificationChannel Channel =>
        _channel ??= AdapterUnderTest.Of<INotificationChannel>(new SandboxAdapter(), new() { ["Path"] = _file });

    protected override string GoodAddress => "anna@example.test";

    protected override string BadAddress => "anna@bounce.test";

    protected override string BusyAddress => "anna@busy.test";

    protected override async Task<IReadOnlyList<string>> Delivered() =>
        [.. (await File.ReadAllLinesAsync(_file)).Select(l => JsonSerializer.Deserialize<JsonElement>(l)).Select(m => $"{m.GetProperty("subject")} {m.GetProperty("text")}")];

    public void Dispose() => File.Delete(_file);
}
