namespace Marketplace.Kernel;

/// <summary>Exact integer division with a stated rounding; no floating point.</summary>
public static class Rounded
{
    /// <summary>Divides and rounds half away from zero ("half up" for amounts of either sign).</summary>
    public static long HalfUp(Int128 numerator, Int128 denominator)
    {
        if (denominator <= 0) throw new ArgumentException("A whole is positive.", nameof(denominator));
        var (magnitude, sign) = numerator < 0 ? (-numerator, -1) : (numerator, 1);
        return checked((long)((magnitude * 2 + denominator) / (denominator * 2))) * sign;
    }
}
