using Microsoft.Extensions.Configuration;

namespace Marketplace.Infrastructure.Identity;

/// <summary>
/// The <c>Identity</c> section of the host's settings: keys, peppers, issuer and the first administrator.
/// </summary>
public sealed class IdentitySettings
{
    /// <summary>Who signs access tokens.</summary>
    public required string Issuer { get; init; }

    /// <summary>For whom access tokens are.</summary>
    public required string Audience { get; init; }

    /// <summary>PKCS8 DER of the P-256 key that signs; null makes one up, which only development hosts may.</summary>
    public byte[]? SigningKey { get; init; }

    /// <summary>
    /// Keys that signed before (PKCS8 or public SPKI DER); good for reading until their last token is over.
    /// </summary>
    public IReadOnlyList<byte[]> PreviousKeys { get; init; } = [];

    /// <summary>The pepper new passwords are made with; null for none.</summary>
    public string? PepperId { get; init; }

    /// <summary>All peppers by id, today's and earlier ones.</summary>
    public IReadOnlyDictionary<string, byte[]> Peppers { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>True where passwords may be hashed with hardly any work, as tests want it.</summary>
    public bool MinimalWork { get; init; }

    /// <summary>Passwords that may wait for their turn to be hashed; more are sent away (503).</summary>
    public int PasswordQueue { get; init; } = 64;

    /// <summary>Sign-in address of the first administrator; null for none.</summary>
    public string? FirstAdminEmail { get; init; }

    /// <summary>Password of the first administrator.</summary>
    public string? FirstAdminPassword { get; init; }

    /// <summary>Reads the section; throws a sentence that names the key, never the value (S23).</summary>
    public static IdentitySettings Read(IConfiguration settings, bool development)
    {
        var identity = settings.GetSection("Identity");
        var peppers = identity.GetSection("PreviousPeppers").GetChildren()
            .ToDictionary(p => p.Key, p => Bytes(p.Value, $"Identity:PreviousPeppers:{p.Key}"), StringComparer.Ordinal);
        var pepperId = identity["Pepper"] is null ? null : identity["PepperId"] ?? "1";
        if (pepperId is not null) peppers[pepperId] = Bytes(identity["Pepper"], "Identity:Pepper");

        return Checked(development, settings["Market:Sandbox"], new IdentitySettings
        {
            Issuer = identity["Issuer"] ?? "marketplace",
            Audience = identity["Audience"] ?? "marketplace-api",
            SigningKey = identity["SigningKey"] is { } key ? Bytes(key, "Identity:SigningKey") : null,
            PreviousKeys = [.. identity.GetSection("PreviousKeys").GetChildren().Select(k => Bytes(k.Value, k.Path))],
            PepperId = pepperId,
            Peppers = peppers,
            MinimalWork = identity["PasswordWork"] == "minimal",
            PasswordQueue = identity.GetValue("PasswordQueue", 64),
            FirstAdminEmail = identity["FirstAdmin:Email"],
            FirstAdminPassword = identity["FirstAdmin:Password"],
        });
    }

    private static IdentitySettings Checked(bool development, string? sandbox, IdentitySettings read)
    {
        var missing =
            read.Peppers.Keys.Any(id => id.Length is 0 or > 16 || !id.All(char.IsAsciiLetterOrDigit))
                ? "Identity:PepperId is 1 to 16 letters and digits."
            : read.Peppers.Values.Any(p => p.Length < 32) ? "Identity:Pepper is shorter than 32 bytes."
            : development ? null
            : read.SigningKey is null ? "Identity:SigningKey is missing: base64 of a P-256 key in PKCS8 DER."
            : read.MinimalWork && !string.Equals(sandbox, "true", StringComparison.OrdinalIgnoreCase)
                ? "Identity:PasswordWork=minimal is for sandbox markets only."
            : read.PepperId is null ? "Identity:Pepper is missing: base64 of at least 32 random bytes."
            : null;
        return missing is null ? read : throw new InvalidOperationException(missing);
    }

    private static byte[] Bytes(string? base64, string name)
    {
        var bytes = new byte[(base64?.Length ?? 0) + 1];
        return Convert.TryFromBase64String(base64 ?? "", bytes, out var written) && written > 0
            ? bytes[..written]
            : throw new InvalidOperationException($"{name} is not base64.");
    }
}
