namespace Marketplace.Adapters.Payments.Sandbox;

/// <summary>Settings of the sandbox provider (<c>Adapters:Payments:sandbox</c>).</summary>
internal sealed class SandboxOptions
{
    /// <summary>A simulator elsewhere; without it this process runs its own.</summary>
    public Uri? BaseUrl { get; set; }

    /// <summary>Where the own simulator keeps its journal.</summary>
    public string DataPath { get; set; } = "data/payments-sandbox";

    /// <summary>Whether the own simulator also listens on a port: hosted pages and the control interface.</summary>
    public bool Serve { get; set; }

    /// <summary>Address and port to listen on; port 0 takes a free one.</summary>
    public string Listen { get; set; } = "http://127.0.0.1:5080/";

    /// <summary>How browsers reach the hosted pages, when it differs from <see cref="Listen"/>.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>Where webhooks go; without it none are sent.</summary>
    public Uri? CallbackUrl { get; set; }

    /// <summary>Also announce what the caller already got as an answer.</summary>
    public bool NotifyAlways { get; set; }

    /// <summary>Real time after which pending things resolve by themselves.</summary>
    public TimeSpan PendingFor { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long <c>tok_slow</c> waits before it answers.</summary>
    public TimeSpan SlowFor { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How late <c>tok_webhook_late</c> is.</summary>
    public TimeSpan LateFor { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Bearer key of the provider's interface; both halves share it.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Signs webhooks; both halves share it. The own simulator makes one up when it is missing.</summary>
    public string? WebhookSecret { get; set; }

    /// <summary>The secret before a rotation, still accepted.</summary>
    public string? PreviousWebhookSecret { get; set; }

    /// <summary>How long the gateway waits for an answer.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Whether the journal waits for the disk before a request is answered.</summary>
    public bool FlushToDisk { get; set; } = true;
}
