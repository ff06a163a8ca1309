using Marketplace.Application;
using Marketplace.Application.Shipping;
using Marketplace.Domain.Shipping;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Shipping;

/// <summary>A shop's delivery terms, and what delivery costs.</summary>
public sealed class DeliveryProfileEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var profiles = routes.MapGroup("/seller/delivery-profiles").WithTags("Shipping").ForKeys("shipping").Needs("shipping.profile.manage");
        profiles.MapGet("", List).WithSummary("The shop's delivery profiles").Produces<Page<DeliveryProfileView>>();
        profiles.MapPost("", Create).WithSummary("State delivery terms").Produces<CreatedProfile>(201);
        profiles.MapGet("/{id:guid}", Get).WithSummary("One delivery profile").Produces<DeliveryProfileView>();
        profiles.MapPut("/{id:guid}", Revise).RequireIfMatch().WithSummary("Replace delivery terms").Produces(204);
        profiles.MapDelete("/{id:guid}", Remove).RequireIfMatch().WithSummary("Withdraw delivery terms").Produces(204);
        routes.MapPost("/shipping/quote", Quote).Anyone().WithTags("Shipping").WithSummary("What delivery costs, by shop")
            .Produces<DeliveryQuoteView>();
    }

    private static async Task<IResult> List(
        Caller caller, IQuery<ListDeliveryProfiles, IReadOnlyList<DeliveryProfileView>> list, CancellationToken ct) =>
        caller.Shop is { } shop
            ? Answer.Ok(
            await list.Handle(new ListDeliveryProfiles(shop), ct), items => new Page<DeliveryProfileView>(items, null))
            : Problem.From(Shops.None);

    private static async Task<IResult> Get(
        Guid id, Caller caller, IQuery<GetDeliveryProfile, DeliveryProfileView> get, CancellationToken ct) =>
        caller.Shop is { } shop
            ? Answer.Tagged(await get.Handle(new GetDeliveryProfile(shop, new DeliveryProfileId(id)), ct), p => p.Version)
            : Problem.From(Shops.None);

    private static async Task<IResult> Create(
        ProfileBody body, Caller caller, IUseCase<CreateDeliveryProfile, DeliveryProfileId> create, CancellationToken ct) =>
        caller.Shop is { } shop
            ? Answer.Created(
            await create.Handle(new CreateDeliveryProfile(shop, body.Terms), ct), Location, id => new CreatedProfile(id))
            : Problem.From(Shops.None);

    private static async Task<IResult> Revise(
        Guid id, ProfileBody body, IfMatch match, Caller caller, IUseCase<ReviseDeliveryProfile, Unit> revise,
        CancellationToken ct) =>
        caller.Shop is { } shop
            ? Answer.NoContent(
            await revise.Handle(new ReviseDeliveryProfile(shop, new DeliveryProfileId(id), match.Version, body.Terms), ct))
            : Problem.From(Shops.None);

    private static async Task<IResult> Remove(
        Guid id, IfMatch match, Caller caller, IUseCase<RemoveDeliveryProfile, Unit> remove, CancellationToken ct) =>
        caller.Shop is { } shop
            ? Answer.NoContent(
            await remove.Handle(new RemoveDeliveryProfile(shop, new DeliveryProfileId(id), match.Version), ct))
            : Problem.From(Shops.None);

    private static async Task<IResult> Quote(
        QuoteBody body, IQuery<GetDeliveryQuote, DeliveryQuoteView> quote, CancellationToken ct)
    {
        if (body.Lines.Count is < 1 or > 200 || body.Lines.Any(l => l is null || l.Quantity is < 1 or > 10_000))
        {
            return Problem.Of(422, "validation-failed", "Some fields are not acceptable.",
                new FieldError("/lines", "out-of-range", "1 to 200 lines of 1 to 10000 units."));
        }

        var to = body.Destination;
        var address = new Address(to.Country, to.Region ?? "", to.City ?? "", "", to.PostalCode ?? "", "", "");
        return Answer.Ok(await quote.Handle(
            new GetDeliveryQuote(
                address, [.. body.Lines.Select(l => new QuotedUnits(new OfferId(l.OfferId), l.Quantity))]), ct));
    }

    private static string Location(DeliveryProfileId id) => $"/api/v1/seller/delivery-profiles/{id}";

    /// <summary>Delivery terms as the seller writes them.</summary>
    public sealed record ProfileBody(string Name, IReadOnlyList<DeliveryZone> Zones, Address? Origin = null)
    {
        internal DeliveryTerms Terms => new(Name, Origin, Zones);
    }

    /// <summary>The new profile.</summary>
    public sealed record CreatedProfile(DeliveryProfileId Id);

    /// <summary>Offers and where they would go.</summary>
    public sealed record QuoteBody(DestinationBody Destination, IReadOnlyList<QuoteLine> Lines);

    /// <summary>A place precise enough for a price.</summary>
    public sealed record DestinationBody(
        string Country, string? Region = null, string? City = null, string? PostalCode = null);

    /// <summary>Units of an offer.</summary>
    public sealed record QuoteLine(Guid OfferId, int Quantity);
}

/// <summary>The shop behind a seller's token.</summary>
internal static class Shops
{
    public static readonly Error None = Error.Forbidden("no-shop", "The account belongs to no shop.");
}
