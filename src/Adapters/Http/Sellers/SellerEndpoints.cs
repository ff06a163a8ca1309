using System.Text.Json;
using Marketplace.Application;
using Marketplace.Application.Sellers;
using Marketplace.Domain.Sellers;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Sellers;

/// <summary>Moderators decide on shops.</summary>
public sealed class SellerEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var sellers = routes.MapGroup("/sellers").WithTags("Sellers").ShowsPersonal("shop");
        sellers.MapGet("", List).Needs("sellers.shop.read").WithSummary("Shops, newest application first")
            .Produces<Page<ShopView>>();
        sellers.MapGet("/{id:guid}", Get).Needs("sellers.shop.read").WithSummary("A shop").Produces<ShopView>();
        sellers.MapPost("/{id:guid}/approve", Approve).Needs("sellers.shop.approve").WithSummary("Let a shop in")
            .Produces<ShopView>();
        sellers.MapPost("/{id:guid}/restrict", Restrict).Needs("sellers.shop.sanction")
            .WithSummary("Stop listing and payouts").Produces<ShopView>();
        sellers.MapPost("/{id:guid}/suspend", Suspend).Needs("sellers.shop.sanction").WithSummary("Hide a shop")
            .Produces<ShopView>();
        sellers.MapPost("/{id:guid}/reactivate", Reactivate).Needs("sellers.shop.sanction")
            .WithSummary("Let a shop sell again").Produces<ShopView>();
        sellers.MapPost("/{id:guid}/close", Close).Needs("sellers.shop.sanction")
            .WithSummary("Turn an application down or end a shop").Produces<ShopView>();
    }

    private static async Task<IResult> List(
        string? status, PageQuery page, IQuery<ListShops, Page<ShopView>> list, CancellationToken ct) =>
        Answer.Ok(await list.Handle(new ListShops(page.Request, Statuses(status)), ct));

    private static async Task<IResult> Get(Guid id, IQuery<GetShop, ShopView> get, CancellationToken ct) =>
        Answer.Tagged(await get.Handle(new GetShop(new ShopId(id)), ct), v => v.Version);

    private static async Task<IResult> Approve(
        Guid id, IUseCase<ApproveShop, Unit> approve, IQuery<GetShop, ShopView> get, CancellationToken ct) =>
        await After(await approve.Handle(new ApproveShop(new ShopId(id)), ct), id, get, ct);

    private static async Task<IResult> Reactivate(
        Guid id, IUseCase<ReactivateShop, Unit> reactivate, IQuery<GetShop, ShopView> get, CancellationToken ct) =>
        await After(await reactivate.Handle(new ReactivateShop(new ShopId(id)), ct), id, get, ct);

    private static async Task<IResult> Restrict(
        Guid id, ReasonBody body, IUseCase<RestrictShop, Unit> restrict, IQuery<GetShop, ShopView> get,
        CancellationToken ct) =>
        await After(await restrict.Handle(new RestrictShop(new ShopId(id), body.Reason), ct), id, get, ct);

    private static async Task<IResult> Suspend(
        Guid id, ReasonBody body, IUseCase<SuspendShop, Unit> suspend, IQuery<GetShop, ShopView> get,
        CancellationToken ct) =>
        await After(await suspend.Handle(new SuspendShop(new ShopId(id), body.Reason), ct), id, get, ct);

    private static async Task<IResult> Close(
        Guid id, ReasonBody body, IUseCase<CloseShop, Unit> close, IQuery<GetShop, ShopView> get, CancellationToken ct) =>
        await After(await close.Handle(new CloseShop(new ShopId(id), body.Reason), ct), id, get, ct);

    private static async Task<IResult> After(
        Result<Unit> done, Guid id, IQuery<GetShop, ShopView> get, CancellationToken ct) =>
        done.Failed(out var refusal) ? Problem.From(refusal) : await Get(id, get, ct);

    private static List<ShopStatus> Statuses(string? text)
    {
        var statuses = new List<ShopStatus>();
        var names = (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var name in names)
        {
            var known = Enum.GetValues<ShopStatus>().Where(s => Written(s) == name).ToList();
            if (known.Count == 0) throw new MalformedParameterException("status", "status lists shop states such as ONBOARDING,ACTIVE.");
            statuses.AddRange(known);
        }

        return statuses;
    }

    private static string Written(ShopStatus status) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(status.ToString());

    /// <summary>Why; shown to the seller.</summary>
    public sealed record ReasonBody(string Reason);
}
