using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Orders.Messages;
using Marketplace.Ports.Payments;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Payments;

/// <summary>Begins to collect a placed order: the payment is committed before any provider hears of it.</summary>
[JoinsCause]
public sealed class CollectPaymentHandler(
    ICollections collections, ISettlements settlements, IPayments payments, IPaymentTerms terms, TimeProvider clock)
    : IUseCase<CollectPayment, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(CollectPayment request, CancellationToken ct)
    {
        if (await collections.Find(request.Order, ct) is not null) return Unit.Value;

        var at = clock.GetUtcNow();
        var collection = Collection.Of(
            request.Order, request.Number, request.Buyer, request.Total, request.PayBy, [.. request.Shares.Select(s => s.Id)]);
        collections.Add(collection);
        var (provider, method, token) = (request.Choice.Provider, request.Choice.Method, request.Choice.Token);
        foreach (var share in request.Shares)
        {
            var part = Settlement.Of(share.Id, request.Order, share.Shop, request.Total.Currency, [.. share.Lines.Select(Line)]);
            if (provider == WayToPay.Cash) part.PayOnDelivery();
            settlements.Add(part);
        }

        if (provider == WayToPay.Cash)
        {
            // The buyer's word covers the order at once; money comes with the parcels.
            var promise = Payment.OnDelivery(PaymentId.New(at), collection, method, at);
            collection.Take(promise);
            payments.Add(promise);
            return Unit.Value;
        }

        var twoStage = terms.Methods.Any(m => m.Provider == provider && m.Method == method && m.TwoStage);
        payments.Add(Payment.Start(PaymentId.New(at), collection, request.Total, new WayToPay(provider, method, token, twoStage), at));
        return Unit.Value;
    }

    private static SettlementLine Line(PlacedLine line)
    {
        var money = line.Money;
        var whole = new LineAmounts(money.BuyerPays, money.PlatformPromo, money.Commission, money.CommissionTax, money.Tax);
        return new SettlementLine(
            line.Line, line.Offer, line.Quantity, whole, line.Payee == "platform", 0, LineAmounts.None(money.BuyerPays.Currency));
    }
}
