using Marketplace.Domain.Payments;
using Marketplace.Infrastructure.Persistence;

namespace Marketplace.Infrastructure.Payments;

/// <summary>Payments, refunds, payouts and the ledger are accounting facts; they name accounts by id only and stay.</summary>
internal sealed class PaymentsPersonal : IPersonalTables
{
    public string Context => "payments";

    public IReadOnlyList<PersonalTable> Tables { get; } =
    [
        PersonalTable.Of<Payment>(nameof(Payment.Buyer)).Hiding(nameof(Payment.Token), nameof(Payment.ActionUrl))
            .Replacing(nameof(Payment.Token), "NULL").Replacing(nameof(Payment.ActionUrl), "NULL"),
        PersonalTable.Of<Refund>(nameof(Refund.Buyer)).Kept("an accounting fact without a name"),
        PersonalTable.OfShops<PayoutAccount>(nameof(PayoutAccount.Shop)).Hiding(nameof(PayoutAccount.Token))
            .Replacing(nameof(PayoutAccount.Display), "NULL").Replacing(nameof(PayoutAccount.Token), "''"),
        PersonalTable.OfShops<Payout>(nameof(Payout.Shop)).Hiding(nameof(Payout.AccountToken))
            .Replacing(nameof(Payout.AccountToken), "''"),
    ];
}

/// <summary>Money on its way, quarrels about it, and balances somebody could still claim.</summary>
internal sealed class PaymentsOpenMatters(Npgsql.NpgsqlDataSource database) : Marketplace.Ports.Identity.IOpenMatters
{
    private const string Question = """
        SELECT 'payouts-open', count(*)::int FROM payments.payouts
        WHERE shop = ANY (@shops) AND status IN ('SCHEDULED', 'APPROVED', 'ON_HOLD', 'PROCESSING', 'FAILED')
        UNION ALL SELECT 'refunds-open', count(*)::int FROM payments.refunds
        WHERE (buyer = @person OR shop = ANY (@shops)) AND status NOT IN ('SUCCEEDED', 'REJECTED')
        UNION ALL SELECT 'chargebacks-open', count(*)::int FROM payments.chargebacks c
        JOIN payments.collections o ON o.id = c."order" WHERE o.buyer = @person AND c.closed_at IS NULL
        UNION ALL SELECT 'settlements-open', count(*)::int FROM payments.settlements
        WHERE shop = ANY (@shops) AND funded AND NOT released
        UNION ALL SELECT 'balance-left', count(*)::int FROM payments.ledger_balances
        WHERE minor <> 0 AND (account = 'wallet:' || @person::text OR account = 'courier:' || @person::text
            OR account LIKE ANY (SELECT 'seller:' || s::text || ':%' FROM unnest(@shops) s))
        """;

    public Task<IReadOnlyList<Marketplace.Ports.Identity.OpenMatter>> Of(
        Marketplace.Kernel.UserId person, IReadOnlyList<Marketplace.Kernel.ShopId> shops, CancellationToken ct) =>
        OpenMattersSql.Ask(database, Question, person, shops, ct);
}
