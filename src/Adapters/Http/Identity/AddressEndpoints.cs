using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Identity;

/// <summary>
/// The caller's kept delivery addresses; one ETag for the whole book, because changing one may change the default.
/// </summary>
public sealed class AddressEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var addresses = routes.MapGroup("/me/addresses").WithTags("Account");
        addresses.MapGet("", List).Roles(EveryRole.Names).WithSummary("My addresses").Produces<Page<AddressBody>>();
        addresses.MapGet("/{id:guid}", Get).Roles(EveryRole.Names).WithSummary("One of my addresses")
            .Produces<AddressBody>();
        addresses.MapPost("", Save).Roles(EveryRole.Names).WithSummary("Keep an address").Produces<AddressBody>(201);
        addresses.MapPatch("/{id:guid}", Change).Roles(EveryRole.Names).RequireIfMatch()
            .WithSummary("Correct an address or make it the default").Produces<AddressBody>();
        addresses.MapDelete("/{id:guid}", Remove).Roles(EveryRole.Names).RequireIfMatch().WithSummary("Forget an address")
            .Produces(204);
    }

    private static async Task<IResult> List(
        HttpContext context, Caller caller, IQuery<ListAddresses, AddressBookView> list, CancellationToken ct)
    {
        var book = await list.Handle(new ListAddresses(caller.User!.Value), ct);
        if (book.Succeeded(out var found, out _)) context.Response.Headers.ETag = Answer.Tag(found.Version);
        return Answer.Ok(book, b => new Page<AddressBody>([.. b.Items.Select(Body)], null));
    }

    private static async Task<IResult> Get(
        Guid id, Caller caller, IQuery<ListAddresses, AddressBookView> list, CancellationToken ct)
    {
        var book = await list.Handle(new ListAddresses(caller.User!.Value), ct);
        if (!book.Succeeded(out var found, out var refusal)) return Problem.From(refusal);
        if (found.Items.FirstOrDefault(a => a.Id == id) is not { } address) return Problem.From(AddressBookErrors.NotFound);

        return Answer.Tagged((Result<AddressBody>)Body(address), _ => found.Version);
    }

    private static async Task<IResult> Save(
        NewAddressBody body, Caller caller, IUseCase<SaveAddress, SavedAddress> save, CancellationToken ct) =>
        Answer.Created(
            await save.Handle(new SaveAddress(caller.User!.Value, body.Label, body.Address, body.IsDefault), ct),
            saved => $"/api/v1/me/addresses/{saved.Id}", Body);

    private static async Task<IResult> Change(
        Guid id, ChangedAddressBody body, IfMatch match, Caller caller, IUseCase<ChangeAddress, SavedAddress> change,
        IQuery<ListAddresses, AddressBookView> list, CancellationToken ct)
    {
        var request = new ChangeAddress(
            caller.User!.Value, id, body.Label.IsRemoved ? "" : body.Label.Value, body.Address, body.IsDefault,
            match.Version);
        var changed = await change.Handle(request, ct);
        return changed.Failed(out var refusal) ? Problem.From(refusal) : await Get(id, caller, list, ct);
    }

    private static async Task<IResult> Remove(
        Guid id, IfMatch match, Caller caller, IUseCase<RemoveAddress, Unit> remove, CancellationToken ct) =>
        Answer.NoContent(await remove.Handle(new RemoveAddress(caller.User!.Value, id, match.Version), ct));

    private static AddressBody Body(SavedAddress saved) => new(saved.Id, saved.Label, saved.Address, saved.Preferred);

    /// <summary>A kept address.</summary>
    public sealed record AddressBody(Guid Id, string? Label, Address Address, bool IsDefault);

    /// <summary>An address to keep; the first one becomes the default by itself.</summary>
    public sealed record NewAddressBody(Address Address, string? Label = null, bool IsDefault = false);

    /// <summary>What to change; an address is replaced as a whole, the default moves by choosing another one.</summary>
    public sealed record ChangedAddressBody(Address? Address = null, bool? IsDefault = null)
    {
        /// <summary>My word for it.</summary>
        public Patched<string> Label { get; init; }
    }
}
