using System.Buffers.Text;
using Marketplace.Application;
using Marketplace.Kernel;

namespace Marketplace.Infrastructure.Persistence;

/// <summary>The cursor of lists that are ordered by an id: newest first, continued after the last id shown.</summary>
internal static class Keyset
{
    public static readonly Error Broken = Error.Invalid(
        "cursor-invalid", "This cursor does not belong to this list.",
        new FieldError("/cursor", "cursor-invalid", "Start without a cursor."));

    public static string Write(Guid last) => Base64Url.EncodeToString(last.ToByteArray(bigEndian: true));

    /// <summary>True with the id to continue after; the largest id for the first page.</summary>
    public static bool TryRead(string? cursor, out Guid after)
    {
        after = Guid.AllBitsSet;
        if (cursor is null) return true;

        Span<byte> bytes = stackalloc byte[16];
        if (cursor.Length != 22 || !Base64Url.IsValid(cursor)) return false;
        if (Base64Url.DecodeFromChars(cursor, bytes) != 16) return false;
        after = new Guid(bytes, bigEndian: true);
        return true;
    }

    /// <summary>A page out of one row more than was asked for.</summary>
    public static Page<T> Page<T>(List<T> found, int limit, Func<T, Guid> id)
    {
        if (found.Count <= limit) return new Page<T>(found, null);
        found.RemoveRange(limit, found.Count - limit);
        return new Page<T>(found, Write(id(found[^1])));
    }
}
