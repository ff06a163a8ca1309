using System.Buffers.Text;
using System.Text;
using Marketplace.Kernel;

namespace Marketplace.Infrastructure.Orders;

/// <summary>Where a page ended: an id, and the time it was sorted by if any. Opaque to clients.</summary>
internal static class Keyset
{
    public readonly record struct Position(DateTimeOffset? At, Guid Id);

    public static string Write(DateTimeOffset? at, Guid id) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes($"{at?.UtcTicks}.{id:N}"));

    public static Result<Position?> Read(string? cursor)
    {
        if (cursor is null) return (Position?)null;
        if (cursor.Length <= 100 && Base64Url.IsValid(cursor))
        {
            var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor)).Split('.');
            if (parts.Length == 2 && Guid.TryParseExact(parts[1], "N", out var id))
            {
                if (parts[0].Length == 0) return (Position?)new Position(null, id);
                if (long.TryParse(parts[0], out var ticks) && ticks >= 0 && ticks <= DateTimeOffset.MaxValue.Ticks)
                    return (Position?)new Position(new DateTimeOffset(ticks, TimeSpan.Zero), id);
            }
        }

        return Error.Invalid(
            "cursor-invalid", "This cursor is not one of ours.", new FieldError("/cursor", "invalid", "Use nextCursor."));
    }
}
