using System.Buffers.Text;
using System.Text;
using Marketplace.Kernel;

namespace Marketplace.Infrastructure.Payments;

/// <summary>Where the next page begins, opaque to clients.</summary>
internal static class Cursors
{
    public static readonly Error NotOurs = Error.Invalid("cursor-invalid", "The cursor is not one of ours.");

    public static string Of(Guid last) => last.ToString("N");

    public static string Of(string last) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(last));

    /// <summary>False for something that is no cursor; null for the first page.</summary>
    public static bool TryId(string? cursor, out Guid? last)
    {
        last = Guid.TryParseExact(cursor, "N", out var id) ? id : null;
        return cursor is null || last is not null;
    }

    /// <summary>False for something that is no cursor; empty for the first page.</summary>
    public static bool TryText(string? cursor, out string last)
    {
        last = "";
        if (cursor is null) return true;
        if (!Base64Url.IsValid(cursor)) return false;
        last = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        return !last.Contains('\0', StringComparison.Ordinal);
    }

    /// <summary>The smallest time-ordered id of a moment.</summary>
    public static Guid FirstIdAt(DateTimeOffset at)
    {
        var milliseconds = Math.Max(0, at.ToUnixTimeMilliseconds());
        Span<byte> bytes = stackalloc byte[16];
        for (var i = 0; i < 6; i++) bytes[i] = (byte)(milliseconds >> (8 * (5 - i)));
        return new Guid(bytes, bigEndian: true);
    }
}
