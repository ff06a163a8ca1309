using Marketplace.Application;
using Marketplace.Application.Catalog;
using Marketplace.Kernel;
using Marketplace.Ports.Catalog;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Infrastructure.Catalog;

/// <summary>Runs <see cref="HoldStock"/> in a scope of its own, so that the hold is durable before the caller's order is.</summary>
internal sealed class StockHolds(IServiceScopeFactory scopes) : IStockHolds
{
    public async Task<Result> Hold(OrderId order, IReadOnlyList<StockLine> lines, DateTimeOffset until, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var hold = scope.ServiceProvider.GetRequiredService<IUseCase<HoldStock, Unit>>();
        return (await hold.Handle(new HoldStock(order, lines, until), ct)).Failed(out var refusal) ? refusal : Result.Ok;
    }
}
