using Marketplace.Kernel;
using Marketplace.Ports.Orders.Messages;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Payments;

/// <summary>Declined units are refunded, or not captured at all.</summary>
public sealed class RefundWhenLinesDeclined(IOutbox outbox) : IReaction<SellerOrderLinesDeclined>
{
    /// <inheritdoc/>
    public Task<Result> Handle(SellerOrderLinesDeclined happened, CancellationToken ct)
    {
        outbox.Send(new RefundLines(happened.SellerOrder, happened.Order, happened.Decline, happened.Lines, happened.Reason));
        return Task.FromResult(Result.Ok);
    }
}
