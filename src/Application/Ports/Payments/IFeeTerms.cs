using Marketplace.Kernel;

namespace Marketplace.Ports.Payments;

/// <summary>The line a fee is asked for; <paramref name="Amount"/> is the line after seller-funded discounts.</summary>
public sealed record FeeQuestion(int Line, ShopId Shop, CategoryId? Category, ProductId? Product, Money Amount, int Quantity, bool IsDelivery);

/// <summary>The rule that applies: percent and fixed per unit, floor and cap per line, and the tax on the commission.</summary>
public sealed record FeeTerms(int Line, FeeRuleId? Rule, Rate Percent, Money PerUnit, Money? Floor, Money? Cap, Rate Tax);

/// <summary>Published query of Payments: commission terms to freeze at placement (product §7.5), one per question, in order.</summary>
public interface IFeeTerms
{
    /// <summary>The first matching rule for each question; no rule means no commission.</summary>
    Task<IReadOnlyList<FeeTerms>> For(IReadOnlyList<FeeQuestion> questions, DateTimeOffset at, CancellationToken ct);
}
