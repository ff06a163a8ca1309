using Marketplace.Application;
using Marketplace.Application.Payments;
using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Payments;

/// <summary>Where sellers say where their money goes, ask for it and follow it, and where finance decides.</summary>
public sealed class PayoutEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var account = routes.MapGroup("/seller/payout-account").WithTags("Payouts");
        account.MapGet("", GetAccount).Needs("payments.payout-account.read").WithSummary("The shop's payout account")
            .Produces<PayoutAccountView>();
        account.MapPut("", PutAccount).Needs("payments.payout-account.change").RequireFreshSignIn().WithSummary("Name the payout account and its schedule")
            .Produces<PayoutAccountView>();

        var own = routes.MapGroup("/seller/payouts").WithTags("Payouts").ForKeys("money");
        own.MapGet("", ListOwn).Needs("payments.own-payout.read").WithSummary("The shop's payouts").Produces<Page<PayoutView>>();
        own.MapGet("/{id:guid}", GetOwn).Needs("payments.own-payout.read").WithSummary("One of the shop's payouts").Produces<PayoutView>();
        own.MapPost("/request", Request).Needs("payments.own-payout.request").RequireIdempotencyKey().RequireSecondFactor()
            .WithSummary("Ask for everything that is available")
            .Produces<RequestedPayout>(201);

        var all = routes.MapGroup("/finance/payouts").WithTags("Payouts").ShowsPersonal("payout");
        all.MapGet("", ListAll).Needs("payments.payout.read").WithSummary("Payouts of all shops").Produces<Page<PayoutView>>();
        all.MapGet("/{id:guid}", GetAny).Needs("payments.payout.read").WithSummary("One payout").Produces<PayoutView>();
        Decide(all, "approve", PayoutDecision.Approve, "Approve a payout").Needs("payments.payout.approve").RequireFreshSignIn()
            .Produces<SecondPerson.WaitingBody>(202);
        Decide(all, "hold", PayoutDecision.Hold, "Stop a payout with a reason").Needs("payments.payout.settle");
        Decide(all, "release", PayoutDecision.Release, "Lift the stop").Needs("payments.payout.settle");
        Decide(all, "cancel", PayoutDecision.Cancel, "Call a payout off").Needs("payments.payout.settle");
        Decide(all, "mark-paid", PayoutDecision.MarkPaid, "Note that a payout was paid by bank").Needs("payments.payout.settle")
            .RequireFreshSignIn();
    }

    private static RouteHandlerBuilder Decide(RouteGroupBuilder group, string action, PayoutDecision decision, string summary) => group
        .MapPost($"/{{id:guid}}/{action}", async (
            Guid id, DecisionBody? body, Caller caller, IUseCase<DecidePayout, Decided> decide, CancellationToken ct) =>
            SecondPerson.Or(await decide.Handle(new DecidePayout(new PayoutId(id), decision, body?.Note, caller.User!.Value), ct)))
        .RequireIdempotencyKey().WithSummary(summary).Produces(204);

    private static async Task<IResult> GetAccount(Caller caller, IQuery<GetPayoutAccount, PayoutAccountView> get, CancellationToken ct) =>
        caller.Shop is { } shop ? Answer.Tagged(await get.Handle(new GetPayoutAccount(shop), ct), v => v.Version) : NoShop();

    private static async Task<IResult> PutAccount(
        AccountBody body, IfMatch match, Caller caller, IUseCase<NamePayoutAccount, PayoutAccountId> name,
        IQuery<GetPayoutAccount, PayoutAccountView> get, CancellationToken ct)
    {
        if (caller.Shop is not { } shop) return NoShop();

        // The first account has no version to match; a later change without one would overwrite what the seller never saw.
        var known = await get.Handle(new GetPayoutAccount(shop), ct);
        if (known.IsOk && match.Version is null) return Problem.Of(428, "if-match-required", "Send the ETag you read as If-Match.");

        var named = await name.Handle(
            new NamePayoutAccount(shop, body.Provider, body.Token, body.Schedule ?? PayoutSchedule.Daily, match.Version), ct);
        return named.Failed(out var error) ? Problem.From(error) : Answer.Tagged(await get.Handle(new GetPayoutAccount(shop), ct), v => v.Version);
    }

    private static async Task<IResult> ListOwn(
        string? status, PageQuery page, Caller caller, IQuery<ListPayouts, Page<PayoutView>> list, CancellationToken ct) =>
        caller.Shop is { } shop ? Answer.Ok(await list.Handle(new ListPayouts(shop, Split(status), page.Request), ct)) : NoShop();

    private static async Task<IResult> GetOwn(Guid id, Caller caller, IQuery<GetPayout, PayoutView> get, CancellationToken ct) =>
        caller.Shop is { } shop ? Answer.Tagged(await get.Handle(new GetPayout(new PayoutId(id), shop), ct)) : NoShop();

    private static async Task<IResult> Request(Caller caller, IUseCase<RequestPayout, PayoutId> request, CancellationToken ct) =>
        caller.Shop is { } shop
            ? Answer.Created(
                await request.Handle(new RequestPayout(shop), ct), id => $"/api/v1/seller/payouts/{id}", id => new RequestedPayout(id))
            : NoShop();

    private static async Task<IResult> ListAll(
        string? status, Guid? shop, PageQuery page, IQuery<ListPayouts, Page<PayoutView>> list, CancellationToken ct) =>
        Answer.Ok(await list.Handle(new ListPayouts(shop is { } id ? new ShopId(id) : null, Split(status), page.Request), ct));

    private static async Task<IResult> GetAny(Guid id, IQuery<GetPayout, PayoutView> get, CancellationToken ct) =>
        Answer.Tagged(await get.Handle(new GetPayout(new PayoutId(id), null), ct));

    private static string[] Split(string? status) =>
        status?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static IResult NoShop() => Problem.From(PayoutErrors.NotFound);

    /// <summary>The provider's token of an account, and how often to pay.</summary>
    public sealed record AccountBody(string Provider, string Token, PayoutSchedule? Schedule = null);

    /// <summary>Why, or the bank's reference.</summary>
    public sealed record DecisionBody(string? Note = null);

    /// <summary>The payout that was planned.</summary>
    public sealed record RequestedPayout(PayoutId Id);
}
