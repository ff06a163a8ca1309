using System.Security.Cryptography;

namespace Marketplace.Adapters.Payments.Sandbox;

/// <summary>The keys both halves share: configured, or made up once and kept beside the journal for nobody else to read.</summary>
internal sealed class SandboxSecrets
{
    public SandboxSecrets(SandboxOptions options)
    {
        var ownFile = new Lazy<string[]>(() => MadeUp(options.DataPath));
        ApiKey = options.ApiKey ?? ownFile.Value[0];
        WebhookSecret = options.WebhookSecret ?? ownFile.Value[1];
        Accepted = options.PreviousWebhookSecret is { } previous ? [WebhookSecret, previous] : [WebhookSecret];
    }

    public string ApiKey { get; }

    public string WebhookSecret { get; }

    /// <summary>Secrets a webhook may be signed with; two while one replaces the other.</summary>
    public IReadOnlyList<string> Accepted { get; }

    private static string[] MadeUp(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "keys");
        if (File.Exists(path)) return File.ReadAllLines(path);

        string[] keys = [RandomNumberGenerator.GetHexString(48, true), RandomNumberGenerator.GetHexString(64, true)];
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        using var writer = new StreamWriter(file);
        foreach (var key in keys) writer.WriteLine(key);
        return keys;
    }
}
