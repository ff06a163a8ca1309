using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Marketplace.Application;

/// <summary>Opaque cursors of keyset-paged lists: the sort values of the last row, base64url.</summary>
public static class Cursor
{
    private const char Separator = '\u001f';

    /// <summary>Packs the last row's sort values.</summary>
    public static string Encode(params string[] parts) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Join(Separator, parts))).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>Unpacks a cursor into the expected number of parts; false when it is not one of ours.</summary>
    public static bool TryDecode(string cursor, int parts, [NotNullWhen(true)] out string[]? values)
    {
        values = null;
        var text = cursor.Replace('-', '+').Replace('_', '/');
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var written)) return false;

        var split = Encoding.UTF8.GetString(bytes, 0, written).Split(Separator);
        if (split.Length != parts) return false;
        values = split;
        return true;
    }
}
