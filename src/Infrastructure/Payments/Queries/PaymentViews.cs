using Marketplace.Application;
using Marketplace.Application.Payments;
using Marketplace.Domain.Payments;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Marketplace.Ports.Payments;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Payments;

internal static class PaymentViews
{
    public static PaymentView Of(Payment p) => new(
        p.Id.Value, p.Order.Value, EnumText<PaymentStatus>.Write(p.Status), p.Amount, p.Provider, p.Method,
        p.ActionUrl is null ? null : new NextAction(p.ActionKind!, p.ActionUrl), p.DeclineCode, p.CapturedAmount, p.RefundedAmount,
        EnumText<ChargebackStatus>.Write(p.Chargeback), p.PayBy, p.CreatedAt,
        p.Status is not (PaymentStatus.Created or PaymentStatus.Pending));
}

internal sealed class GetOrderPaymentHandler(MarketplaceDb db) : IQuery<GetOrderPayment, OrderPaymentView>
{
    private sealed record Row(Collection Collection, Payment Payment);

    // One round trip: waiting clients ask ten times a second.
    private static readonly Func<MarketplaceDb, OrderId, IAsyncEnumerable<Row>> Rows = EF.CompileAsyncQuery<MarketplaceDb, OrderId, Row>(
        (db, order) => from c in db.Set<Collection>().AsNoTracking()
                       join p in db.Set<Payment>().AsNoTracking() on c.Id equals p.Order
                       where c.Id == order
                       orderby p.CreatedAt descending, p.Id descending
                       select new Row(c, p));

    public async Task<Result<OrderPaymentView>> Handle(GetOrderPayment request, CancellationToken ct)
    {
        var rows = new List<Row>();
        await foreach (var row in Rows(db, request.Order).WithCancellation(ct)) rows.Add(row);
        if (rows.Count == 0 || (request.Buyer is { } buyer && rows[0].Collection.Buyer != buyer)) return PaymentErrors.NotFound;

        var (collection, payments) = (rows[0].Collection, rows.ConvertAll(r => PaymentViews.Of(r.Payment)));
        var shown = payments.Find(p => p.Id == collection.PaidBy?.Value) ?? payments[0];
        return new OrderPaymentView(
            collection.Id.Value, EnumText<CollectionStatus>.Write(collection.Status), collection.Total, shown,
            payments.FindAll(p => p != shown));
    }
}

internal sealed class GetPaymentHandler(MarketplaceDb db) : IQuery<GetPayment, PaymentView>
{
    public async Task<Result<PaymentView>> Handle(GetPayment request, CancellationToken ct)
    {
        var payment = await db.Set<Payment>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == request.Payment, ct);
        if (payment is null || (request.Buyer is { } buyer && payment.Buyer != buyer)) return PaymentErrors.NotFound;
        return PaymentViews.Of(payment);
    }
}

internal sealed class ListPaymentMethodsHandler(IPaymentTerms terms, IMarketTerms market) : IQuery<ListPaymentMethods, IReadOnlyList<PaymentMethodView>>
{
    public Task<Result<IReadOnlyList<PaymentMethodView>>> Handle(ListPaymentMethods request, CancellationToken ct) =>
        Task.FromResult<Result<IReadOnlyList<PaymentMethodView>>>(
            (List<PaymentMethodView>)[.. terms.Methods.Select(m => new PaymentMethodView(m.Provider, m.Method, m.Title)), .. AtTheDoor()]);

    private IEnumerable<PaymentMethodView> AtTheDoor() => market.Current.Cash.Enabled
        ? [new PaymentMethodView(WayToPay.Cash, "on_delivery", "Cash on delivery")]
        : [];
}
