using Marketplace.Kernel;

namespace Marketplace.Domain.Payments;

/// <summary>What a line sells, as far as fees care.</summary>
public sealed record FeeSubject(
    ShopId Shop, CategoryId? Category, ProductId? Product, Money UnitPrice, bool IsDelivery, DateTimeOffset At);

/// <summary>What a fee rule is about; empty parts match everything.</summary>
/// <param name="PriceFrom">Smallest unit price, inclusive.</param>
/// <param name="PriceTo">Largest unit price, exclusive.</param>
/// <param name="Delivery">True for rules about delivery; goods rules never touch delivery.</param>
public sealed record FeeScope(
    ShopId? Shop, CategoryId? Category, ProductId? Product, Money? PriceFrom, Money? PriceTo, DateTimeOffset From, DateTimeOffset? To,
    bool Delivery)
{
    /// <summary>Whether the rule speaks of this line.</summary>
    public bool Covers(FeeSubject line) =>
        Delivery == line.IsDelivery
        && (Shop is null || Shop == line.Shop)
        && (Category is null || Category == line.Category)
        && (Product is null || Product == line.Product)
        && (PriceFrom is not { } from || (from.Currency == line.UnitPrice.Currency && line.UnitPrice >= from))
        && (PriceTo is not { } to || (to.Currency == line.UnitPrice.Currency && line.UnitPrice < to))
        && From <= line.At && (To is null || line.At < To);
}

/// <summary>How much a fee rule takes.</summary>
public sealed record FeeCharge(Rate Percent, Money PerUnit, Money? Floor, Money? Cap)
{
    /// <summary>The commission on a line after seller-funded discounts.</summary>
    public Money On(Money amount, int quantity)
    {
        var fee = Percent.Of(amount);
        if (!PerUnit.IsZero) fee += PerUnit * quantity;
        if (Floor is { } floor) fee = Money.Max(fee, floor);
        return Cap is { } cap ? Money.Min(fee, cap) : fee;
    }
}

/// <summary>One rule of the fee schedule; the first that covers a line decides its commission (product §7.5).</summary>
public sealed class FeeRule : Aggregate<FeeRuleId>
{
    private FeeRule(FeeRuleId id, int position, string name, FeeScope scope, FeeCharge charge, DateTimeOffset createdAt) : base(id) =>
        (Position, Name, Scope, Charge, CreatedAt) = (position, name, scope, charge, createdAt);

    /// <summary>Place in the list; smaller is asked first.</summary>
    public int Position { get; private set; }

    /// <summary>What people call it.</summary>
    public string Name { get; private set; }

    /// <summary>What it is about.</summary>
    public FeeScope Scope { get; private set; }

    /// <summary>What it takes.</summary>
    public FeeCharge Charge { get; private set; }

    /// <summary>When it was written down.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>A new rule; orders placed before it begins keep their terms.</summary>
    public static Result<FeeRule> Create(FeeRuleId id, int position, string name, FeeScope scope, FeeCharge charge, DateTimeOffset at)
    {
        if (charge.Percent.Millionths is < 0 or > Rate.Whole) return Invalid("/percent", "A percentage lies between 0 and 100.");
        if (charge.PerUnit.IsNegative) return Invalid("/perUnit", "A fee per unit is not negative.");
        if (charge is { Floor: { } floor, Cap: { } cap } && floor > cap) return Invalid("/cap", "The cap is not below the floor.");
        if (scope.To is { } to && to <= scope.From) return Invalid("/validTo", "A rule ends after it begins.");
        if (scope.From < at.AddMinutes(-5)) return Invalid("/validFrom", "A rule cannot begin in the past.");
        return new FeeRule(id, position, name, scope, charge, at);
    }

    private static Error Invalid(string pointer, string message) =>
        Error.Invalid("fee-rule-invalid", message, new FieldError(pointer, "invalid", message));
}

/// <summary>The fee schedule.</summary>
public interface IFeeRules
{
    /// <summary>Whether a place in the list is taken.</summary>
    Task<bool> IsTaken(int position, CancellationToken ct);

    /// <summary>Adds a rule.</summary>
    void Add(FeeRule rule);
}
