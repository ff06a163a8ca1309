using Marketplace.Application;
using Marketplace.Application.Orders;
using Marketplace.Kernel;
using Marketplace.Ports.Orders.Messages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Orders;

/// <summary>From cart or offer to order in two calls: open (or buy-now), then place.</summary>
public sealed class CheckoutEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var checkouts = routes.MapGroup("/checkouts").WithTags("Checkout");
        checkouts.MapPost("", Open).Anyone().WithSummary("Open a checkout over the cart").Produces<CheckoutView>(201);
        checkouts.MapPost("/buy-now", BuyNow).Anyone().WithSummary("Open a checkout over one offer")
            .Produces<CheckoutView>(201);
        checkouts.MapGet("/{id:guid}", Get).Anyone().WithSummary("One checkout").Produces<CheckoutView>();
        checkouts.MapPatch("/{id:guid}", Change).Anyone().RequireIfMatch()
            .WithSummary("Change address or delivery options").Produces<CheckoutView>();
        checkouts.MapPost("/{id:guid}/quote", Quote).Anyone().WithSummary("Take today's prices and deliveries over")
            .Produces<CheckoutView>();
        checkouts.MapPost("/{id:guid}/place", Place).Anyone().RequireIdempotencyKey().RequireConfirmedAccount().WithSummary("Place the order")
            .Produces<PlacedOrder>(201);
    }

    private static async Task<IResult> Open(
        OpenBody? body, HttpContext http, Caller caller, IUseCase<OpenCheckout, CheckoutView> open, CancellationToken ct) =>
        caller.CanBuy
            ? Opened(await open.Handle(
                new OpenCheckout(caller.Buyer, null, body?.Address?.Value, Guest(caller, body?.Email, http)), ct))
            : Buying.NoBuyer;

    private static async Task<IResult> BuyNow(
        BuyNowBody body, HttpContext http, Caller caller, IUseCase<OpenCheckout, CheckoutView> open, CancellationToken ct)
    {
        if (!caller.CanBuy) return Buying.NoBuyer;
        var only = new OfferUnitsWanted(new OfferId(body.OfferId), body.Quantity);
        return Opened(await open.Handle(
            new OpenCheckout(caller.Buyer, only, body.Address?.Value, Guest(caller, body.Email, http)), ct));
    }

    private static async Task<IResult> Get(
        Guid id, Caller caller, IQuery<GetCheckout, CheckoutView> get, CancellationToken ct) =>
        caller.CanBuy
            ? Answer.Tagged(await get.Handle(new GetCheckout(new CheckoutId(id), caller.Buyer), ct), c => c.Version)
            : Buying.NoBuyer;

    private static async Task<IResult> Change(
        Guid id, ChangeBody body, IfMatch seen, Caller caller, IUseCase<ChangeCheckout, CheckoutView> change,
        CancellationToken ct)
    {
        if (!caller.CanBuy) return Buying.NoBuyer;
        if (body.Deliveries?.Any(d => d is null) is true) return Buying.NullItem("/deliveries");
        var choices = (body.Deliveries ?? []).Select(d => new ChangeCheckout.Choice(new ShopId(d.ShopId), d.Option))
            .ToList();
        return Answer.Ok(await change.Handle(
            new ChangeCheckout(
                new CheckoutId(id), caller.Buyer, body.Address?.Value, choices, seen.Version, Requote: false), ct));
    }

    private static async Task<IResult> Quote(
        Guid id, Caller caller, IUseCase<ChangeCheckout, CheckoutView> change, CancellationToken ct) =>
        caller.CanBuy
            ? Answer.Ok(
                await change.Handle(new ChangeCheckout(
                    new CheckoutId(id), caller.Buyer, null, [], null, Requote: true), ct))
            : Buying.NoBuyer;

    private static async Task<IResult> Place(
        Guid id, PlaceBody body, Caller caller, IUseCase<PlaceOrder, PlacedOrder> place, CancellationToken ct)
    {
        if (!caller.CanBuy) return Buying.NoBuyer;
        var payment = new PaymentChoice(body.Payment.Provider, body.Payment.Method, body.Payment.Token);
        return Answer.Created(
            await place.Handle(new PlaceOrder(new CheckoutId(id), caller.Buyer, payment), ct),
            o => $"/api/v1/orders/{o.Id}", o => o);
    }

    // An account is written to at its own address.
    private static OpenCheckout.Visitor? Guest(Caller caller, string? email, HttpContext http) =>
        caller.User is null && email is not null ? new OpenCheckout.Visitor(email, Titles.LanguageOf(http)) : null;

    private static IResult Opened(Result<CheckoutView> opened) =>
        Answer.Created(opened, c => $"/api/v1/checkouts/{c.Id}", c => c);

    /// <summary>Where the cart's goods go; by default the default address, else where the last order went.</summary>
    /// <param name="Email">Where a visitor without an account wants news of the order.</param>
    public sealed record OpenBody(AddressBody? Address = null, string? Email = null);

    /// <summary>What to buy without a cart.</summary>
    /// <param name="Email">Where a visitor without an account wants news of the order.</param>
    public sealed record BuyNowBody(Guid OfferId, int Quantity, AddressBody? Address = null, string? Email = null);

    /// <summary>What changes.</summary>
    public sealed record ChangeBody(AddressBody? Address = null, IReadOnlyList<DeliveryBody>? Deliveries = null);

    /// <summary>A delivery option for one seller's part.</summary>
    public sealed record DeliveryBody(Guid ShopId, string Option);

    /// <summary>How it is paid.</summary>
    public sealed record PlaceBody(PaymentBody Payment);

    /// <summary>Provider, method and the provider's own token if it needs one; <c>cash</c> and <c>on_delivery</c> to pay at the door.</summary>
    public sealed record PaymentBody(string Provider, string Method, string? Token = null);
}
