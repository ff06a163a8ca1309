using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Admin.Messages;
using Marketplace.Ports.Identity.Messages;

namespace Marketplace.Application.Identity;

/// <summary>Erasures that are due are carried out, or tried again.</summary>
public sealed class CarryOutErasuresWhenDayOpened(IErasures erasures, IOutbox outbox, TimeProvider clock) : IReaction<DayOpened>
{
    public async Task<Result> Handle(DayOpened happened, CancellationToken ct)
    {
        foreach (var user in await erasures.Due(clock.GetUtcNow(), ct)) outbox.Send(new CarryOutErasure(user));
        return Result.Ok;
    }
}
