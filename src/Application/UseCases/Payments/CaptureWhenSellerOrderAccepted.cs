using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Orders.Messages;

namespace Marketplace.Application.Payments;

/// <summary>Captures a promised payment once the last seller of its order has decided.</summary>
public sealed class CaptureWhenSellerOrderAccepted(ICollections collections, ISettlements settlements, IPayments payments)
    : IReaction<SellerOrderAccepted>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(SellerOrderAccepted happened, CancellationToken ct)
    {
        if (await collections.Find(happened.Order, ct) is not { Funded: false, PaidBy: { } paidBy } collection) return Result.Ok;
        if (!collection.Decide(happened.SellerOrder)) return Result.Ok;

        var payment = (await payments.Find(paidBy, ct))!;
        return CaptureDecision.Apply(payment, await settlements.Of(happened.Order, ct));
    }
}
