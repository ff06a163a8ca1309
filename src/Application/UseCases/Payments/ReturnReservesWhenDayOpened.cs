using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Admin.Messages;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Payments;

/// <summary>Each morning the kept-back shares that are due return, each in a transaction of its own.</summary>
public sealed class ReturnReservesWhenDayOpened(ISettlements settlements, IOutbox outbox) : IReaction<DayOpened>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(DayOpened happened, CancellationToken ct)
    {
        foreach (var due in await settlements.ReservesDue(happened.Day, ct)) outbox.Send(new ReturnReserve(due));
        return Result.Ok;
    }
}
