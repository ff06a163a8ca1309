using System.Text.Json.Serialization;
using Marketplace.Application;
using Marketplace.Application.Catalog;
using Marketplace.Domain.Catalog;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Catalog;

/// <summary>A seller's own offers.</summary>
public sealed class SellerOfferEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var offers = routes.MapGroup("/seller/offers").WithTags("Seller catalog").ForKeys("catalog");
        offers.MapGet("", List).Needs("catalog.offer.read").WithSummary("List the shop's own offers").Produces<Page<SellerOfferView>>();
        offers.MapGet("/{id:guid}", Get).Needs("catalog.offer.read").WithSummary("Read one of the shop's offers").Produces<SellerOfferView>();
        offers.MapPost("", Create).Needs("catalog.offer.change").WithSummary("Offer a variant for a price").Produces<SellerOfferView>(201);
        offers.MapPatch("/{id:guid}", Edit).Needs("catalog.offer.change").RequireIfMatch()
            .WithSummary("Change an offer's price or terms").Produces<SellerOfferView>();
    }

    private static async Task<IResult> List(
        Guid? productId, string? sku, Caller caller, PageQuery page, IQuery<ListSellerOffers, Page<SellerOfferView>> list,
        CancellationToken ct)
    {
        if (caller.Shop is not { } shop) return CatalogAnswers.NoShop;
        ProductId? product = productId is { } p ? new ProductId(p) : null;
        return Answer.Ok(await list.Handle(new ListSellerOffers(shop, product, sku, page.Request), ct));
    }

    private static async Task<IResult> Get(
        Guid id, Caller caller, IQuery<GetSellerOffer, SellerOfferView> get, CancellationToken ct) =>
        caller.Shop is { } shop
            ? Answer.Tagged(await get.Handle(new GetSellerOffer(shop, new OfferId(id)), ct), o => o.Version)
            : CatalogAnswers.NoShop;

    private static async Task<IResult> Create(
        NewOfferBody body, Caller caller, IUseCase<CreateOffer, OfferId> create, IQuery<GetSellerOffer, SellerOfferView> get,
        CancellationToken ct)
    {
        if (caller.Shop is not { } shop) return CatalogAnswers.NoShop;
        var created = await create.Handle(new CreateOffer(shop, body.ProductId, body.VariantId, body.Terms, body.OnHand), ct);
        if (created.Failed(out var refusal, out var id)) return Problem.From(refusal);
        return Answer.Created(await get.Handle(new GetSellerOffer(shop, id), ct), o => $"/api/v1/seller/offers/{o.Id}", o => o);
    }

    private static async Task<IResult> Edit(
        Guid id, OfferPatch body, IfMatch match, Caller caller, IUseCase<EditOffer, Unit> edit,
        IQuery<GetSellerOffer, SellerOfferView> get, CancellationToken ct)
    {
        if (caller.Shop is not { } shop) return CatalogAnswers.NoShop;
        var change = new OfferChange(
            body.Sku, body.Price, body.CompareAt.Value, body.Size, body.TaxClass, body.HandlingDays, body.ReturnDays, body.Active);
        var dropped = body.CompareAt.IsRemoved;
        var edited = await edit.Handle(new EditOffer(new OfferId(id), shop, match.Version, change, dropped), ct);
        return edited.Failed(out var refusal)
            ? Problem.From(refusal)
            : Answer.Tagged(await get.Handle(new GetSellerOffer(shop, new OfferId(id)), ct), o => o.Version);
    }

    /// <summary>A new offer with the units on hand.</summary>
    public sealed record NewOfferBody(
        ProductId ProductId, VariantId VariantId, string Sku, Money Price, Money? CompareAt = null, UnitSize? Size = null,
        string TaxClass = "standard", int HandlingDays = 1, int ReturnDays = 14, bool Active = true, int OnHand = 0)
    {
        [JsonIgnore]
        internal OfferTerms Terms => new(
            Sku, Price, CompareAt, Size ?? new UnitSize(0, 0, 0, 0), TaxClass, HandlingDays, ReturnDays, Active);
    }

    /// <summary>A merge patch of an offer; a null compareAt strikes no price through any more.</summary>
    public sealed record OfferPatch(
        string? Sku = null, Money? Price = null, UnitSize? Size = null, string? TaxClass = null, int? HandlingDays = null,
        int? ReturnDays = null, bool? Active = null)
    {
        /// <summary>The price struck through; <c>null</c> strikes none through.</summary>
        public Patched<Money?> CompareAt { get; init; }
    }
}
