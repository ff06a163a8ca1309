using Marketplace.Application;
using Marketplace.Application.Orders;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Orders;

/// <summary>The cart of an account, or of a visitor by X-Cart-Token.</summary>
public sealed class CartEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var cart = routes.MapGroup("/cart").WithTags("Cart");
        cart.MapGet("", Get).Anyone().WithSummary("The cart at today's prices").Produces<CartView>();
        cart.MapPost("/items", Add).Anyone().WithSummary("Put units of an offer into the cart").Produces<CartContents>();
        cart.MapPatch("/items/{offer:guid}", Change).Anyone().RequireIfMatch()
            .WithSummary("Set the units of an offer in the cart").Produces<CartContents>();
        cart.MapDelete("/items/{offer:guid}", Remove).Anyone().RequireIfMatch()
            .WithSummary("Take an offer out of the cart").Produces(204);
        cart.MapPost("/merge", Merge).Needs("orders.cart.merge")
            .WithSummary("Move the visitor's cart into the account's after sign-in").Produces<CartContents>();
    }

    private static async Task<IResult> Get(Caller caller, IQuery<GetCart, CartView> cart, CancellationToken ct) =>
        caller.CanBuy
        ? Answer.Tagged(await cart.Handle(new GetCart(caller.Buyer), ct), c => c.Version)
        : Buying.NoBuyer;

    private static async Task<IResult> Add(
        ItemBody body, Caller caller, IUseCase<AddToCart, CartContents> add, CancellationToken ct) =>
        caller.CanBuy
            ? Answer.Ok(await add.Handle(new AddToCart(caller.Buyer, new OfferId(body.OfferId), body.Quantity), ct))
            : Buying.NoBuyer;

    private static async Task<IResult> Change(
        Guid offer, QuantityBody body, IfMatch seen, Caller caller, IUseCase<ChangeCartLine, CartContents> change,
        CancellationToken ct) =>
        caller.CanBuy
            ? Answer.Ok(
                await change.Handle(new ChangeCartLine(caller.Buyer, new OfferId(offer), body.Quantity, seen.Version), ct))
            : Buying.NoBuyer;

    private static async Task<IResult> Remove(
        Guid offer, IfMatch seen, Caller caller, IUseCase<ChangeCartLine, CartContents> change,
        CancellationToken ct) => caller.CanBuy
            ? Answer.NoContent(
                await change.Handle(new ChangeCartLine(caller.Buyer, new OfferId(offer), 0, seen.Version), ct))
            : Buying.NoBuyer;

    private static async Task<IResult> Merge(
        Caller caller, IUseCase<MergeCarts, CartContents> merge, CancellationToken ct) =>
        caller.Visitor is { } visitor
            ? Answer.Ok(await merge.Handle(new MergeCarts(caller.User!.Value, visitor), ct))
            : Problem.Of(400, "cart-token-required", "Send the visitor's X-Cart-Token beside the bearer token.");

    /// <summary>Units of an offer.</summary>
    public sealed record ItemBody(Guid OfferId, int Quantity);

    /// <summary>New units of a line; zero takes it out.</summary>
    public sealed record QuantityBody(int Quantity);
}

/// <summary>What buying endpoints share.</summary>
internal static class Buying
{
    /// <summary>Neither an account nor a visitor.</summary>
    public static IResult NoBuyer =>
        Problem.Of(401, "sign-in-required", "Send a bearer token or an X-Cart-Token of 16–128 characters.");

    /// <summary>A list with nothing in one of its places.</summary>
    public static IResult NullItem(string list) => Problem.Of(
        400, "malformed-json", "The body is not JSON of the expected shape.", new FieldError(list, "malformed", "Null is no item."));

    /// <summary>Staff who may look at every order.</summary>
    public static bool IsStaff(this Caller caller) => caller.May("orders.order.assist");
}

/// <summary>A delivery address as clients send it.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Phone">E.164.</param>
public sealed record AddressBody(
    string Country, string City, string Street, string RecipientName, string Phone, string Region = "",
    string PostalCode = "",
    string? Note = null)
{
    /// <summary>As the application takes it.</summary>
    public Address Value => new(Country, Region, City, Street, PostalCode, RecipientName, Phone, Note);
}
