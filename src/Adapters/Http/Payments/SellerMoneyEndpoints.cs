using Marketplace.Application;
using Marketplace.Application.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Payments;

/// <summary>A seller's money: stages, explained movements, and what a sale would cost.</summary>
public sealed class SellerMoneyEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var seller = routes.MapGroup("/seller").WithTags("Seller money").ForKeys("money");
        seller.MapGet("/balance", Balance).Needs("payments.balance.read").WithSummary("Pending, available, kept back and owed")
            .Produces<SellerBalanceView>();
        seller.MapGet("/statement", Statement).Needs("payments.balance.read").WithSummary("Every movement of the balance, explained")
            .Produces<Page<StatementLine>>();
        seller.MapGet("/fees/preview", Preview).Needs("payments.fee.preview").WithSummary("What the platform would take of a sale now")
            .Produces<FeePreviewView>();
    }

    private static async Task<IResult> Balance(Caller caller, IQuery<GetSellerBalance, SellerBalanceView> get, CancellationToken ct) =>
        caller.Shop is { } shop ? Answer.Tagged(await get.Handle(new GetSellerBalance(shop), ct)) : NoShop();

    private static async Task<IResult> Statement(
        DateTimeOffset? from, DateTimeOffset? to, PageQuery page, Caller caller, IQuery<ListSellerStatement, Page<StatementLine>> list,
        CancellationToken ct) => caller.Shop is { } shop
        ? Answer.Ok(await list.Handle(new ListSellerStatement(shop, from, to, page.Request), ct))
        : NoShop();

    private static async Task<IResult> Preview(
        long price, int? quantity, Guid? categoryId, Guid? productId, Caller caller, IMarketTerms market,
        IQuery<GetFeePreview, FeePreviewView> preview, CancellationToken ct)
    {
        if (caller.Shop is not { } shop) return NoShop();
        return Answer.Ok(await preview.Handle(
            new GetFeePreview(
                shop, categoryId is { } c ? new CategoryId(c) : null, productId is { } p ? new ProductId(p) : null,
                new Money(price, market.Current.Currency), quantity ?? 1), ct));
    }

    private static IResult NoShop() => Problem.From(Error.NotFound("shop-not-found", "This account has no shop."));
}
