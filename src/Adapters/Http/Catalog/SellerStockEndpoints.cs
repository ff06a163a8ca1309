using Marketplace.Application;
using Marketplace.Application.Catalog;
using Marketplace.Domain.Catalog;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Catalog;

/// <summary>A seller's own stock.</summary>
public sealed class SellerStockEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var stock = routes.MapGroup("/seller/stock").WithTags("Seller catalog").ForKeys("catalog");
        stock.MapGet("", List).Needs("catalog.stock.read").WithSummary("List units on hand and reserved").Produces<Page<StockView>>();
        stock.MapPost("/batch", Set).Needs("catalog.stock.change").WithSummary("Set the units on hand of up to 1000 offers").Produces<StockSet>();
    }

    private static async Task<IResult> List(
        string? sku, Caller caller, PageQuery page, IQuery<ListSellerStock, Page<StockView>> list, CancellationToken ct) =>
        caller.Shop is { } shop
            ? Answer.Ok(await list.Handle(new ListSellerStock(shop, sku, page.Request), ct))
            : CatalogAnswers.NoShop;

    private static async Task<IResult> Set(
        StockBatchBody body, Caller caller, IUseCase<SetStock, StockSet> set, CancellationToken ct)
    {
        if (caller.Shop is not { } shop) return CatalogAnswers.NoShop;
        var counts = body.Items.Select(i => new Count(i.OfferId, i.Sku, i.OnHand)).ToArray();
        return Answer.Ok(await set.Handle(new SetStock(shop, counts), ct));
    }

    /// <summary>Counts of offers.</summary>
    public sealed record StockBatchBody(IReadOnlyList<StockBody> Items);

    /// <summary>The units on hand of an offer, named by id or by the shop's SKU.</summary>
    public sealed record StockBody(int OnHand, OfferId? OfferId = null, string? Sku = null);
}
