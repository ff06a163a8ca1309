using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Admin.Messages;
using Marketplace.Ports.Payments;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Payments;

/// <summary>Every business day each provider's finished days that were not compared yet are compared.</summary>
public sealed class CompareBooksWhenDayOpened(
    IReconciliations reconciliations, IProviderDirectory providers, IOutbox outbox, TimeProvider clock) : IReaction<DayOpened>
{
    // A market clock that was moved far ahead catches up day by day over the next openings.
    private const int MostDays = 100;

    /// <inheritdoc/>
    public async Task<Result> Handle(DayOpened happened, CancellationToken ct)
    {
        var last = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-1);
        foreach (var provider in providers.Reports)
        {
            var from = (await reconciliations.LastDay(provider, ct))?.AddDays(1) ?? await reconciliations.FirstDay(provider, ct);
            if (from is not { } first) continue;
            for (var (day, count) = (first, 0); day <= last && count < MostDays; day = day.AddDays(1), count++)
                outbox.Send(new CompareBooks(provider, day));
        }

        return Result.Ok;
    }
}
