using Marketplace.Kernel;

namespace Marketplace.Application.Payments;

/// <summary>A shop's money by stage.</summary>
public sealed record GetSellerBalance(ShopId Shop);

/// <summary>A shop's money: on its way, payable, kept back, and owed to the platform.</summary>
public sealed record SellerBalanceView(Money Pending, Money Available, Money Reserve, Money Receivable);

/// <summary>What changed a shop's money, newest first.</summary>
public sealed record ListSellerStatement(ShopId Shop, DateTimeOffset? From, DateTimeOffset? To, PageRequest Page);

/// <summary>One movement of a shop's money, explained part by part; the parts and the balance changes agree.</summary>
/// <param name="Kind">Cause: <c>release</c>, <c>claw-back</c>, <c>reserve-return</c>, <c>payout</c> and so on.</param>
/// <param name="CauseId">Seller order, refund or payout.</param>
/// <param name="Sales">What was sold (or given back, negative).</param>
/// <param name="Commission">Commission taken (negative) or returned.</param>
/// <param name="CommissionTax">Tax on it.</param>
/// <param name="Delivery">Delivery earned by the platform, part of the sales.</param>
/// <param name="Payout">Sent to the bank (negative) or returned.</param>
/// <param name="Covered">Borne by the platform because the shop's debt had reached its limit.</param>
/// <param name="Other">Anything else, explained by the note.</param>
/// <param name="Available">Change of the payable money.</param>
/// <param name="Reserve">Change of the kept-back money.</param>
/// <param name="Debt">Change of what the shop owes.</param>
public sealed record StatementLine(
    Guid Posting, DateTimeOffset At, string Kind, Guid CauseId, Money Sales, Money Commission, Money CommissionTax, Money Delivery,
    Money Payout, Money Covered, Money Other, Money Available, Money Reserve, Money Debt, string? Note);

/// <summary>Ledger accounts by name.</summary>
/// <param name="Prefix">Only names that begin so, for instance <c>seller:</c>.</param>
public sealed record ListLedgerAccounts(string? Prefix, PageRequest Page);

/// <summary>An account and what it holds, owes, earned or lost.</summary>
public sealed record LedgerAccountView(string Account, Money Balance);

/// <summary>Postings of an account, newest first; of all accounts when none is named.</summary>
public sealed record ListLedgerPostings(string? Account, PageRequest Page);

/// <summary>A posting with its entries: debits positive, credits negative.</summary>
public sealed record LedgerPostingView(
    Guid Id, DateTimeOffset At, string CauseKind, Guid CauseId, string? Note, Guid? Reverses, IReadOnlyList<LedgerEntryView> Entries);

/// <summary>One entry.</summary>
public sealed record LedgerEntryView(string Account, Money Amount);

/// <summary>Whether the books balance.</summary>
public sealed record GetTrialBalance;

/// <summary>Sums by kind of account; the totals are zero and no cached balance differs.</summary>
public sealed record TrialBalanceView(IReadOnlyList<TrialBalanceRow> Rows, IReadOnlyList<Money> Totals, int Differences, bool Balanced);

/// <summary>The signed sum of one kind of account in one currency.</summary>
public sealed record TrialBalanceRow(string Kind, Money Debits, Money Credits, Money Sum);

/// <summary>The fee schedule in the order its rules are asked.</summary>
public sealed record ListFeeRules;

/// <summary>One rule of the fee schedule; percent in millionths.</summary>
public sealed record FeeRuleView(
    Guid Id, int Position, string Name, Guid? ShopId, Guid? CategoryId, Guid? ProductId, Money? PriceFrom, Money? PriceTo,
    DateTimeOffset From, DateTimeOffset? To, bool Delivery, int Percent, Money PerUnit, Money? Floor, Money? Cap);

/// <summary>What the platform would take of a sale now.</summary>
public sealed record PreviewFee(ShopId Shop, CategoryId? Category, ProductId? Product, Money Price, int Quantity);

/// <summary>A sale with its commission, the tax on it and what remains.</summary>
public sealed record FeePreviewView(Guid? RuleId, int Percent, Money Sale, Money Commission, Money CommissionTax, Money Earnings);
