using Marketplace.Kernel;

namespace Marketplace.Domain.Orders;

/// <summary>Units of one line of a seller order.</summary>
public sealed record Units(int Line, int Quantity);

/// <summary>Weight in grams and outer size in millimetres of one unit; all zero for delivery.</summary>
public readonly record struct UnitSize(int WeightGrams, int LengthMm, int WidthMm, int HeightMm);

/// <summary>What is bought on one line, as it was described on that day.</summary>
public sealed record LineGoods(
    OfferId? Offer, ProductId? Product, CategoryId? Category, string Title, string Sku, int Quantity, UnitSize Size,
    int HandlingDays,
    int ReturnDays);

/// <summary>The terms of one line, frozen at placement.</summary>
/// <param name="Payee"><c>seller</c> or <c>platform</c>.</param>
public sealed record LineTerms(
    Money UnitPrice, LineAmounts Amounts, Rate TaxRate, FeeRuleId? FeeRule, Rate CommissionRate, string Payee);

/// <summary>One line of a seller order; line 0 is its delivery. Terms never change, only units are counted.</summary>
public sealed class OrderLine
{
    private long _unitPrice;
    private long _buyerPays;
    private long _sellerGross;
    private long _commission;
    private long _commissionTax;
    private long _platformPromo;
    private long _tax;

    private OrderLine(SellerOrderId sellerOrder, int number, Currency currency) =>
        (SellerOrder, Number, Currency) = (sellerOrder, number, currency);

    /// <summary>The part it belongs to.</summary>
    public SellerOrderId SellerOrder { get; private set; }

    /// <summary>Number within the part; 0 is delivery.</summary>
    public int Number { get; private set; }

    /// <summary>Currency of every amount of the line.</summary>
    public Currency Currency { get; private set; }

    /// <summary>The offer; null for delivery.</summary>
    public OfferId? Offer { get; private set; }

    /// <summary>The product; null for delivery.</summary>
    public ProductId? Product { get; private set; }

    /// <summary>The product's category on the day of purchase.</summary>
    public CategoryId? Category { get; private set; }

    /// <summary>Title on the day of purchase.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The seller's article.</summary>
    public string Sku { get; private set; } = "";

    /// <summary>Units ordered.</summary>
    public int Quantity { get; private set; }

    /// <summary>Units declined, cancelled or lost.</summary>
    public int Cancelled { get; private set; }

    /// <summary>Units that came back from the buyer.</summary>
    public int Returned { get; private set; }

    /// <summary>Size of one unit.</summary>
    public UnitSize Size { get; private set; }

    /// <summary>Days from acceptance to hand-over.</summary>
    public int HandlingDays { get; private set; }

    /// <summary>Return window in days.</summary>
    public int ReturnDays { get; private set; }

    /// <summary>Frozen tax rate.</summary>
    public Rate TaxRate { get; private set; }

    /// <summary>Frozen commission rule.</summary>
    public FeeRuleId? FeeRule { get; private set; }

    /// <summary>Frozen commission rate.</summary>
    public Rate CommissionRate { get; private set; }

    /// <summary><c>seller</c> or <c>platform</c>.</summary>
    public string Payee { get; private set; } = "";

    /// <summary>Units that are still to be, or were, delivered.</summary>
    public int Live => Quantity - Cancelled;

    /// <summary>True for line 0.</summary>
    public bool IsDelivery => Number == 0;

    /// <summary>Price of one unit before discounts.</summary>
    public Money UnitPrice => Of(_unitPrice);

    /// <summary>The money of the whole line.</summary>
    public LineAmounts Amounts => new(
        Of(_buyerPays), Of(_sellerGross), Of(_commission), Of(_commissionTax), Of(_platformPromo), Of(_tax));

    internal static OrderLine Freeze(SellerOrderId part, int number, LineGoods goods, LineTerms terms) =>
        new(part, number, terms.UnitPrice.Currency)
        {
            Offer = goods.Offer, Product = goods.Product, Category = goods.Category, Title = goods.Title, Sku = goods.Sku,
            Quantity = goods.Quantity, Size = goods.Size, HandlingDays = goods.HandlingDays, ReturnDays = goods.ReturnDays,
            TaxRate = terms.TaxRate, FeeRule = terms.FeeRule, CommissionRate = terms.CommissionRate, Payee = terms.Payee,
            _unitPrice = terms.UnitPrice.Minor, _buyerPays = terms.Amounts.BuyerPays.Minor,
            _sellerGross = terms.Amounts.SellerGross.Minor, _commission = terms.Amounts.Commission.Minor,
            _commissionTax = terms.Amounts.CommissionTax.Minor, _platformPromo = terms.Amounts.PlatformPromo.Minor,
            _tax = terms.Amounts.Tax.Minor,
        };

    internal void Cancel(int units) => Cancelled += units;

    internal void Revive() => Cancelled = 0;

    internal void Return(int units) => Returned += units;

    private Money Of(long minor) => new(minor, Currency);
}
