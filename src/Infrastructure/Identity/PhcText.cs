using System.Globalization;

namespace Marketplace.Infrastructure.Identity;

/// <summary>A stored password in PHC form: <c>$method[$v=..]$name=value,..$salt$hash</c>.</summary>
/// <param name="Version">Empty for methods without versions.</param>
/// <param name="PepperId">Empty when no pepper went in.</param>
public sealed record PhcText(
    string Method, string Version, IReadOnlyDictionary<string, int> Costs, string PepperId, byte[] Salt, byte[] Hash)
{
    private const string PepperName = "keyid";

    /// <summary>Reads a stored text; null when it is not in this form.</summary>
    public static PhcText? Read(string text)
    {
        var parts = text.Split('$');
        var versioned = parts.Length == 6 && parts[2].StartsWith("v=", StringComparison.Ordinal);
        if (parts[0].Length != 0 || (parts.Length != 5 && !versioned)) return null;

        var costs = new Dictionary<string, int>(StringComparer.Ordinal);
        var pepper = "";
        foreach (var pair in parts[^3].Split(','))
        {
            if (pair.Split('=') is not [var name, var value]) return null;
            if (name == PepperName) pepper = value;
            else if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var cost)) costs[name] = cost;
            else return null;
        }

        return Bytes(parts[^2]) is { } salt && Bytes(parts[^1]) is { Length: > 0 } hash
            ? new PhcText(parts[1], versioned ? parts[2][2..] : "", costs, pepper, salt, hash)
            : null;
    }

    /// <summary>The text to store.</summary>
    public override string ToString()
    {
        var costs = string.Join(',', Costs.Select(c => $"{c.Key}={c.Value.ToString(CultureInfo.InvariantCulture)}"));
        var pepper = PepperId.Length == 0 ? "" : $",{PepperName}={PepperId}";
        var version = Version.Length == 0 ? "" : $"$v={Version}";
        return $"${Method}{version}${costs}{pepper}${Text(Salt)}${Text(Hash)}";
    }

    private static string Text(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    private static byte[]? Bytes(string unpadded)
    {
        var bytes = new byte[unpadded.Length];
        var padded = unpadded.PadRight((unpadded.Length + 3) / 4 * 4, '=');
        return Convert.TryFromBase64String(padded, bytes, out var written) ? bytes[..written] : null;
    }
}
