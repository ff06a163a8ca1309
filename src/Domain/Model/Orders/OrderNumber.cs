using Marketplace.Kernel;

namespace Marketplace.Domain.Orders;

/// <summary>The number people read out: the day and eight letters drawn from the order's own random id.</summary>
public static class OrderNumber
{
    // Crockford's base 32: no letter can be taken for a digit.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>
    /// For instance <c>261120-7K3M9QXA</c>; the last 40 bits of a UUIDv7 are random, so numbers tell nothing of volume.
    /// </summary>
    public static string Of(OrderId order, DateTimeOffset at)
    {
        Span<byte> id = stackalloc byte[16];
        order.Value.TryWriteBytes(id, bigEndian: true, out _);
        var random = id[11..].ToArray().Aggregate(0UL, (sum, b) => (sum << 8) | b);
        return string.Create(15, (at, random), static (text, from) =>
        {
            from.at.UtcDateTime.TryFormat(text, out _, "yyMMdd", System.Globalization.CultureInfo.InvariantCulture);
            text[6] = '-';
            for (var i = 0; i < 8; i++) text[14 - i] = Alphabet[(int)((from.random >> (5 * i)) & 31)];
        });
    }
}
