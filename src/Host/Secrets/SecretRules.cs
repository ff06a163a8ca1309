using System.Text;

namespace Marketplace.Host.Secrets;

/// <summary>What a secret must be before the host starts outside development: there, long enough, and nobody's default (S23).</summary>
internal static class SecretRules
{
    private const int Shortest = 32;

    // What a provider issued is as long as the provider makes it; a cut-off or invented one is shorter.
    private const int ShortestIssued = 16;

    private static readonly string[] Needed = ["Identity:SigningKey", "Identity:Pepper"];
    private static readonly string[] Endings = ["Secret", "Pepper", "ApiKey", "SecretKey", "SigningKey"];
    private static readonly string[] Defaults =
        ["changeme", "change-me", "password", "secret", "default", "example", "admin", "letmein", "test", "qwerty", "postgres", "12345678"];

    /// <summary>Throws a sentence that names the setting, never its value.</summary>
    public static void Check(IConfiguration settings, bool development)
    {
        if (development) return;
        foreach (var name in Needed)
            if (string.IsNullOrWhiteSpace(settings[name])) throw new InvalidOperationException($"{name} is missing.");
        foreach (var (name, value) in InUse(settings))
        {
            if (IsDefault(value)) throw new InvalidOperationException($"{name} is a default or a word everybody knows; make a random one.");
            if (IsKey(name) && IsOurs(name) && BytesOf(value) < Shortest)
                throw new InvalidOperationException($"{name} is shorter than {Shortest} bytes.");
            if (IsKey(name) && value.Length < ShortestIssued)
                throw new InvalidOperationException($"{name} is shorter than {ShortestIssued} characters.");
        }
    }

    // Secrets of adapters that are switched off may stay as they are.
    private static IEnumerable<(string Name, string Value)> InUse(IConfiguration settings) =>
        settings.AsEnumerable().Where(s => !string.IsNullOrEmpty(s.Value) && (IsKey(s.Key) || IsPassword(s.Key)) && IsOn(settings, s.Key))
            .Select(s => (s.Key, s.Value!));

    private static bool IsOn(IConfiguration settings, string name) =>
        name.Split(':') is not ["Adapters", var port, var code, ..] || settings.GetValue($"Adapters:{port}:{code}:Enabled", false);

    private static bool IsKey(string name) => Belongs(name) && Array.Exists(Endings, e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    private static bool IsOurs(string name) => name.StartsWith("Identity:", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(":WebhookSecret", StringComparison.OrdinalIgnoreCase);

    private static bool IsPassword(string name) => Belongs(name) && name.EndsWith(":Password", StringComparison.OrdinalIgnoreCase);

    // The environment holds much that is not ours.
    private static bool Belongs(string name) => name.StartsWith("Identity:", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Adapters:", StringComparison.OrdinalIgnoreCase);

    private static bool IsDefault(string value) =>
        Array.Exists(Defaults, d => value.Equals(d, StringComparison.OrdinalIgnoreCase)) || value.Distinct().Count() < 4;

    private static int BytesOf(string value)
    {
        var bytes = new byte[value.Length];
        return Convert.TryFromBase64String(value, bytes, out var written) ? written : Encoding.UTF8.GetByteCount(value);
    }
}
