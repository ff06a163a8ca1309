using System.Net;
using System.Text.Json;

namespace Marketplace.Host.Secrets;

/// <summary>How Vault's key-value store (version 2) is reached: the <c>Vault</c> section of the settings.</summary>
/// <param name="Path">The secret's path below the mount.</param>
/// <param name="Version">One version of the secret; null for the newest.</param>
/// <param name="Namespace">Vault namespace; null for the root.</param>
internal sealed record VaultOptions(
    Uri Address, string Token, string Mount, string Path, int? Version, string? Namespace, TimeSpan Timeout)
{
    public static VaultOptions Read(IConfigurationSection vault)
    {
        if (!Uri.TryCreate(vault["Address"], UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
            throw new InvalidOperationException("Vault:Address is no address like https://vault.internal:8200.");
        if (address.Scheme == "http" && !address.IsLoopback)
            throw new InvalidOperationException("Vault:Address uses plain HTTP; only an agent on this machine may.");

        var file = vault["TokenFile"];
        var token = file is { Length: > 0 } ? File.ReadAllText(file).Trim() : vault["Token"];
        if (string.IsNullOrEmpty(token)) throw new InvalidOperationException("Vault:Token or Vault:TokenFile is missing.");
        return new VaultOptions(
            address, token, vault["Mount"] ?? "secret", vault["Path"] ?? "marketplace",
            vault["Version"] is { } version ? int.Parse(version, null) : null, vault["Namespace"],
            vault.GetValue("Timeout", TimeSpan.FromSeconds(5)));
    }

    /// <inheritdoc/>
    public override string ToString() => $"Vault {Address} {Mount}/{Path}";
}

/// <summary>Settings out of Vault, read once at the start.</summary>
internal sealed class VaultSource(VaultOptions options) : IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => new VaultProvider(options);
}

/// <summary>Reads one secret and takes its fields as settings; two underscores in a field's name stand for a level.</summary>
internal sealed class VaultProvider(VaultOptions options) : ConfigurationProvider
{
    private const int Attempts = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public override void Load()
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = options.Timeout };
        for (var attempt = 1; ; attempt++)
        {
            var (fields, refusal, mayPass) = Ask(http);
            if (fields is not null)
            {
                Data = fields;
                return;
            }

            if (!mayPass || attempt == Attempts) throw new InvalidOperationException($"{options}: {refusal}");
            Thread.Sleep(Pause * attempt);
        }
    }

    private (Dictionary<string, string?>? Fields, string Refusal, bool MayPass) Ask(HttpClient http)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Place());
            request.Headers.Add("X-Vault-Token", options.Token);
            request.Headers.Add("X-Vault-Request", "true");
            if (options.Namespace is { Length: > 0 } name) request.Headers.Add("X-Vault-Namespace", name);
            using var answer = http.Send(request);
            if (answer.StatusCode != HttpStatusCode.OK) return (null, Refusal(answer.StatusCode), (int)answer.StatusCode >= 500);

            using var body = answer.Content.ReadAsStream();
            return (Fields(body), "", false);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
        {
            return (null, "does not answer.", true);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return (null, "answered something that is no secret of the key-value store, version 2.", false);
        }
    }

    private Uri Place()
    {
        var path = string.Join('/', options.Path.Split('/').Select(Uri.EscapeDataString));
        return new Uri(options.Address, $"/v1/{Uri.EscapeDataString(options.Mount)}/data/{path}"
            + (options.Version is { } version ? $"?version={version}" : ""));
    }

    private static string Refusal(HttpStatusCode status) => (int)status switch
    {
        403 => "the token may not read this secret.",
        404 => "there is no such secret, or this version was deleted.",
        429 or 472 or 473 => "this server is a standby.",
        503 => "Vault is sealed or down.",
        var other => $"answered {other}.",
    };

    private static Dictionary<string, string?> Fields(Stream body)
    {
        using var document = JsonDocument.Parse(body);
        var fields = document.RootElement.GetProperty("data").GetProperty("data");
        return fields.EnumerateObject().ToDictionary(
            f => f.Name.Replace("__", ":", StringComparison.Ordinal),
            f => f.Value.ValueKind == JsonValueKind.String ? f.Value.GetString() : f.Value.GetRawText(), StringComparer.OrdinalIgnoreCase);
    }
}
