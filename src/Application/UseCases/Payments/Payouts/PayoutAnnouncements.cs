using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Payments;

/// <summary>The part of the context's announcements that is about payouts.</summary>
internal static class PayoutAnnouncements
{
    public static IEnumerable<IMessage> Of(IDomainEvent happened) => happened switch
    {
        PayoutAccountNamed e => [new CheckPayoutAccount(e.Account, e.Provider, e.Token)],
        PayoutPlanned e => [new PayoutScheduled(e.Payout, e.Shop, e.Amount)],
        PayoutApproved e => [new DispatchPayout(e.Payout)],
        PayoutSettled e => [new PayoutPaid(e.Payout, e.Shop, e.Amount)],
        PayoutRefused e => [new PayoutFailed(e.Payout, e.Shop, e.Amount, e.Code)],
        PayoutCameBack e => [new PayoutReturned(e.Payout, e.Shop, e.Amount, e.Code)],
        _ => [],
    };
}
