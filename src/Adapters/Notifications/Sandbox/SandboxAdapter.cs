using System.ComponentModel.DataAnnotations;
using Marketplace.Adapters.Sdk;
using Marketplace.Ports.Notifications;

namespace Marketplace.Adapters.Notifications.Sandbox;

/// <summary>A mail channel that writes to a file instead of the internet, for demos and tests.</summary>
public sealed class SandboxAdapter : IAdapter
{
    /// <inheritdoc/>
    public string Port => "Notifications";

    /// <inheritdoc/>
    public string Code => "sandbox";

    /// <inheritdoc/>
    public void Register(AdapterServices services) =>
        services.Options<SandboxOptions>().Provides<INotificationChannel, SandboxChannel>();
}

/// <summary>Settings of the sandbox channel.</summary>
internal sealed class SandboxOptions
{
    /// <summary>File that receives one JSON object per message.</summary>
    [Required, MinLength(1)]
    public string Path { get; init; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "marketplace-mail.jsonl");
}
