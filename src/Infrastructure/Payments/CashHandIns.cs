using Marketplace.Application;
using Marketplace.Application.Payments;
using Marketplace.Domain.Payments;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Npgsql;

namespace Marketplace.Infrastructure.Payments;

internal sealed class CashHandInMapping : IEntityTypeConfiguration<CashHandIn>
{
    public void Configure(EntityTypeBuilder<CashHandIn> builder)
    {
        builder.IsAudited();
        builder.ToTable("cash_hand_ins", "payments", t => t.HasCheckConstraint("ck_cash_hand_ins_amount", "amount_amount > 0"));
        builder.HasKey(h => h.Id);
        builder.Property(h => h.Id).ValueGeneratedNever();
        builder.Property(h => h.Holder).HasMaxLength(60).UseCollation("C");
        builder.Property(h => h.Receipt).HasMaxLength(100);
        builder.Property(h => h.ByBank);
        builder.Property(h => h.By);
        builder.Property(h => h.At);
        builder.ComplexProperty(h => h.Amount);
        builder.HasIndex(h => new { h.Holder, h.Receipt }).IsUnique().HasDatabaseName("ux_cash_hand_ins_receipt");
    }
}

internal sealed class CashHandIns(MarketplaceDb db) : ICashHandIns
{
    public Task<bool> Has(string holder, string receipt, CancellationToken ct) =>
        db.Set<CashHandIn>().AnyAsync(h => h.Holder == holder && h.Receipt == receipt, ct);

    public void Add(CashHandIn handIn) => db.Add(handIn);
}

internal sealed class ListOpenCashHandler(NpgsqlDataSource database) : IQuery<ListOpenCash, Page<CashInHandView>>
{
    private const string Sql = """
        SELECT split_part(account, ':', 2)::uuid, currency, minor FROM payments.ledger_balances
        WHERE account IN (
            SELECT DISTINCT account FROM payments.ledger_balances
            WHERE starts_with(account, 'courier:') AND minor <> 0 AND account > $1 COLLATE "C" ORDER BY account LIMIT $2)
        AND minor <> 0 ORDER BY account, currency
        """;

    public async Task<Result<Page<CashInHandView>>> Handle(ListOpenCash request, CancellationToken ct)
    {
        if (!Cursors.TryText(request.Page.Cursor, out var after)) return Cursors.NotOurs;
        await using var command = database.CreateCommand(Sql);
        command.Parameters.Add(new() { Value = after });
        command.Parameters.Add(new() { Value = request.Page.Limit + 1 });
        await using var rows = await command.ExecuteReaderAsync(ct);
        var open = new List<(CourierId Courier, Money Amount)>();
        while (await rows.ReadAsync(ct))
            open.Add((new CourierId(rows.GetGuid(0)), new Money(rows.GetInt64(2), Currency.Of(rows.GetString(1)))));

        var all = open.GroupBy(o => o.Courier).Select(g => new CashInHandView(g.Key, [.. g.Select(o => o.Amount)])).ToList();
        var page = all.Take(request.Page.Limit).ToList();
        return new Page<CashInHandView>(page, all.Count > page.Count ? Cursors.Of(Account.Courier(page[^1].CourierId).Name) : null);
    }
}

internal sealed class GetCashInHandHandler(MarketplaceDb db) : IQuery<GetCashInHand, CashInHandView>
{
    public async Task<Result<CashInHandView>> Handle(GetCashInHand request, CancellationToken ct)
    {
        var holder = Account.Courier(request.Courier).Name;
        var rows = await db.Set<BalanceRow>().AsNoTracking().Where(b => b.Account == holder && b.Minor != 0)
            .OrderBy(b => b.Currency).ToListAsync(ct);
        return new CashInHandView(request.Courier, [.. rows.Select(b => new Money(b.Minor, Currency.Of(b.Currency)))]);
    }
}

internal sealed class ListCashHandInsHandler(MarketplaceDb db) : IQuery<ListCashHandIns, Page<CashHandInView>>
{
    public async Task<Result<Page<CashHandInView>>> Handle(ListCashHandIns request, CancellationToken ct)
    {
        if (!Cursors.TryId(request.Page.Cursor, out var before)) return Cursors.NotOurs;

        IQueryable<CashHandIn> handIns = db.Set<CashHandIn>().AsNoTracking();
        if (before is { } id) handIns = handIns.Where(h => (Guid)(object)h.Id < id);
        if (request.Courier is { } courier)
        {
            var holder = Account.Courier(courier).Name;
            handIns = handIns.Where(h => h.Holder == holder);
        }

        var rows = await handIns.OrderByDescending(h => h.Id).Take(request.Page.Limit + 1).ToListAsync(ct);
        var page = rows.Take(request.Page.Limit).Select(View).ToList();
        return new Page<CashHandInView>(page, rows.Count > page.Count ? Cursors.Of(page[^1].Id.Value) : null);
    }

    private static CashHandInView View(CashHandIn h)
    {
        var parts = h.Holder.Split(':');
        var id = Guid.Parse(parts[1]);
        return new CashHandInView(
            h.Id, parts[0] == "courier" ? new CourierId(id) : null, parts[0] == "courier" ? null : new ShopId(id), h.Amount, h.Receipt,
            h.ByBank ? "BANK" : "TILL", h.By, h.At);
    }
}
