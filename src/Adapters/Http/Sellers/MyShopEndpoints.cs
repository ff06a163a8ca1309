using Marketplace.Application;
using Marketplace.Application.Sellers;
using Marketplace.Domain.Sellers;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Sellers;

/// <summary>Applying with a shop and looking after it; storefronts for everybody.</summary>
public sealed class MyShopEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var mine = routes.MapGroup("/seller/shop").WithTags("Shop");
        mine.MapPost("", Apply).Needs("sellers.own-shop.apply").WithSummary("Apply with a shop").Produces<ShopView>(201);
        mine.MapGet("", Get).Needs("sellers.own-shop.read").WithSummary("My shop").Produces<ShopView>();
        mine.MapPatch("", Update).Needs("sellers.own-shop.change").RequireIfMatch().WithSummary("Change my shop or its vacation")
            .Produces<ShopView>();
        routes.MapGet("/shops/{slug}", Storefront).Anyone().WithTags("Shop").WithSummary("A storefront")
            .Produces<StorefrontView>();
    }

    private static async Task<IResult> Apply(
        ApplicationBody body, Caller caller, IUseCase<ApplyForShop, ShopId> apply, IQuery<GetMyShop, ShopView> get,
        CancellationToken ct)
    {
        var profile = new ShopProfile(
            body.Name, body.Slug, body.Country, body.LegalForm, body.Kind, body.TaxExempt, body.AutoAccept,
            body.Description);
        var applied = await apply.Handle(new ApplyForShop(caller.User!.Value, profile), ct);
        if (applied.Failed(out var refusal)) return Problem.From(refusal);

        return Answer.Created(await get.Handle(new GetMyShop(caller.User!.Value), ct), _ => "/api/v1/seller/shop", v => v);
    }

    private static async Task<IResult> Get(
        Caller caller, IQuery<GetMyShop, ShopView> mine, IQuery<GetShop, ShopView> get, CancellationToken ct) =>
        Answer.Tagged(
            caller is { WorksForOthers: true, Shop: { } shop }
                ? await get.Handle(new GetShop(shop), ct)
                : await mine.Handle(new GetMyShop(caller.User!.Value), ct),
            v => v.Version);

    private static async Task<IResult> Update(
        ShopBody body, IfMatch match, Caller caller, IUseCase<UpdateShop, Unit> update, IQuery<GetMyShop, ShopView> get,
        CancellationToken ct)
    {
        if (caller.WorksForOthers) return Problem.From(ShopErrors.NotFound);
        if (body.Name.RefuseRemoval("/name") is { } refused)
            return Problem.Of(422, "validation-failed", "Some fields are not acceptable.", refused);

        var vacation = body.Vacation.IsSet ? new VacationWish(body.Vacation.Value?.From, body.Vacation.Value?.Until) : null;
        var description = body.Description.IsRemoved ? "" : body.Description.Value;
        var done = await update.Handle(
            new UpdateShop(caller.User!.Value, body.Name.Value, description, body.AutoAccept, vacation, match.Version), ct);
        return done.Failed(out var refusal) ? Problem.From(refusal) : Answer.Tagged(await get.Handle(new GetMyShop(caller.User!.Value), ct), v => v.Version);
    }

    private static async Task<IResult> Storefront(
        string slug, IQuery<GetStorefront, StorefrontView> get, CancellationToken ct) =>
        Answer.Tagged(await get.Handle(new GetStorefront(slug), ct), v => v.Version);

    /// <summary>An application; a tax exemption is in force once a moderator has approved the shop.</summary>
    public sealed record ApplicationBody(
        string Name, string Slug, string Country, LegalForm LegalForm, ShopKind Kind = ShopKind.Goods,
        bool TaxExempt = false, bool AutoAccept = false, string? Description = null);

    /// <summary>What to change; <c>null</c> removes the description or ends the vacation.</summary>
    public sealed record ShopBody(bool? AutoAccept = null)
    {
        /// <summary>What the shop is called.</summary>
        public Patched<string> Name { get; init; }

        /// <summary>What the shop says about itself.</summary>
        public Patched<string> Description { get; init; }

        /// <summary>Days on which the shop sells nothing.</summary>
        public Patched<VacationBody> Vacation { get; init; }
    }

    /// <summary>First and last day away; from today when the first day is left out.</summary>
    public sealed record VacationBody(DateOnly Until, DateOnly? From = null);
}
