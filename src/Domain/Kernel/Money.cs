using System.Text.Json.Serialization;

namespace Marketplace.Kernel;

/// <summary>An exact amount in one currency, counted in that currency's minor unit.</summary>
/// <remarks>
/// <c>default</c> is zero of "XXX", the ISO 4217 code for no currency. Mixed currencies and overflow throw: both are bugs.
/// On the wire <c>{"amount":199000,"currency":"RUB"}</c>.
/// </remarks>
public readonly record struct Money(
    [property: JsonPropertyName("amount")] long Minor,
    [property: JsonPropertyName("currency")] Currency Currency) : IComparable<Money>
{
    /// <summary>Nothing, in the given currency.</summary>
    public static Money Zero(Currency currency) => new(0, currency);

    /// <summary>True for an amount of zero, whatever the currency.</summary>
    [JsonIgnore]
    public bool IsZero => Minor == 0;

    /// <summary>True below zero.</summary>
    [JsonIgnore]
    public bool IsNegative => Minor < 0;

    /// <summary>Adds two amounts of one currency.</summary>
    public static Money operator +(Money a, Money b) => new(checked(a.Minor + a.Matching(b).Minor), a.Currency);

    /// <summary>Subtracts two amounts of one currency.</summary>
    public static Money operator -(Money a, Money b) => new(checked(a.Minor - a.Matching(b).Minor), a.Currency);

    /// <summary>The same amount with the opposite sign.</summary>
    public static Money operator -(Money a) => new(checked(-a.Minor), a.Currency);

    /// <summary>The amount taken a whole number of times.</summary>
    public static Money operator *(Money a, int times) => new(checked(a.Minor * times), a.Currency);

    /// <summary>Smaller amount of one currency.</summary>
    public static bool operator <(Money a, Money b) => a.CompareTo(b) < 0;

    /// <summary>Larger amount of one currency.</summary>
    public static bool operator >(Money a, Money b) => a.CompareTo(b) > 0;

    /// <summary>Smaller or equal amount of one currency.</summary>
    public static bool operator <=(Money a, Money b) => a.CompareTo(b) <= 0;

    /// <summary>Larger or equal amount of one currency.</summary>
    public static bool operator >=(Money a, Money b) => a.CompareTo(b) >= 0;

    /// <summary>The smaller of two amounts.</summary>
    public static Money Min(Money a, Money b) => a <= b ? a : b;

    /// <summary>The larger of two amounts.</summary>
    public static Money Max(Money a, Money b) => a >= b ? a : b;

    /// <summary>Adds up amounts of one currency; an empty list is zero of <paramref name="currency"/>.</summary>
    public static Money Sum(IEnumerable<Money> amounts, Currency currency) =>
        amounts.Aggregate(Zero(currency), (total, amount) => total + amount);

    /// <summary>Divides the amount by weight (largest remainder, ties to the earlier line); the shares add up to the whole.</summary>
    public Money[] Split(params long[] weights)
    {
        var (whole, currency) = (Minor, Currency);
        var total = weights.Aggregate((Int128)0, (sum, weight) => sum + weight);
        if (total <= 0 || weights.Min() < 0) throw new ArgumentException("Weights need a positive sum, none negative.", nameof(weights));

        var exact = weights.Select(weight => whole * (Int128)weight).ToArray();
        var shares = exact.Select(e => (long)(e / total)).ToArray();

        // Units lost to rounding go to the largest remainders, ties to the earlier line.
        var lost = whole - shares.Sum();
        var byRemainder = Enumerable.Range(0, shares.Length).OrderByDescending(i => Int128.Abs(exact[i] % total));
        foreach (var i in byRemainder.Take((int)Math.Abs(lost))) shares[i] += Math.Sign(lost);

        return [.. shares.Select(share => new Money(share, currency))];
    }

    /// <summary>The part of this amount that belongs to <paramref name="part"/> of <paramref name="whole"/>, rounded half up.</summary>
    public Money Portion(long part, long whole) =>
        whole <= 0 ? throw new ArgumentOutOfRangeException(nameof(whole)) : new(Rounded.HalfUp((Int128)Minor * part, whole), Currency);

    /// <inheritdoc/>
    public int CompareTo(Money other) => Minor.CompareTo(Matching(other).Minor);

    /// <inheritdoc/>
    public override string ToString() => $"{Minor} {Currency}";

    private Money Matching(Money other) => other.Currency == Currency
        ? other
        : throw new InvalidOperationException($"Cannot combine {Currency} with {other.Currency}; convert first.");
}
