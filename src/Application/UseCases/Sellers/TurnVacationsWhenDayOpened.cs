using Marketplace.Domain.Sellers;
using Marketplace.Kernel;
using Marketplace.Ports.Admin.Messages;

namespace Marketplace.Application.Sellers;

/// <summary>Vacations begin and end with the business day.</summary>
public sealed class TurnVacationsWhenDayOpened(IShops shops, TimeProvider clock) : IReaction<DayOpened>
{
    public async Task<Result> Handle(DayOpened happened, CancellationToken ct)
    {
        foreach (var shop in await shops.WithVacationDue(happened.Day, ct)) shop.NewDay(happened.Day, clock.GetUtcNow());
        return Result.Ok;
    }
}
