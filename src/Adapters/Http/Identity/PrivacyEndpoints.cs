using Marketplace.Adapters.Http.Guards;
using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Identity;

/// <summary>A person takes a copy of their data, or asks to be forgotten.</summary>
public sealed class PrivacyEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var me = routes.MapGroup("/me").WithTags("Privacy");
        me.MapPost("/exports", Ask).Roles(EveryRole.Names).RequireFreshSignIn().Limited("export")
            .WithSummary("Ask for a copy of everything kept about me").Produces<ArchiveView>(202);
        me.MapGet("/exports", List).Roles(EveryRole.Names).Limited("default")
            .WithSummary("My copies").Produces<Page<ArchiveView>>();
        me.MapGet("/exports/{id:guid}", Get).Roles(EveryRole.Names).Limited("default")
            .WithSummary("Whether a copy is ready").Produces<ArchiveView>();
        me.MapGet("/exports/{id:guid}/archive", Fetch).Roles(EveryRole.Names).RequireFreshSignIn().Limited("default")
            .WithSummary("Fetch a copy as a ZIP of JSON files").Produces<Stream>(200, "application/zip");

        me.MapPost("/erasure", Erase).Roles(EveryRole.Names).RequireFreshSignIn().Limited("export")
            .WithSummary("Ask to be forgotten").Produces<ErasureView>(202);
        me.MapGet("/erasure", Erasure).Roles(EveryRole.Names).Limited("default")
            .WithSummary("Where my erasure stands").Produces<ErasureView>();
        me.MapDelete("/erasure", Stay).Roles(EveryRole.Names).RequireFreshSignIn().Limited("default")
            .WithSummary("Call my erasure off").Produces(204);
    }

    private static async Task<IResult> Ask(
        Caller caller, IUseCase<AskArchive, ArchiveId> ask, IQuery<GetArchive, ArchiveView> get, CancellationToken ct)
    {
        var asked = await ask.Handle(new AskArchive(caller.User!.Value), ct);
        return asked.Succeeded(out var archive, out var refusal)
            ? Answer.Accepted(
                await get.Handle(new GetArchive(caller.User!.Value, archive), ct), v => $"/api/v1/me/exports/{v.Id}", v => v)
            : Problem.From(refusal);
    }

    private static async Task<IResult> List(
        Caller caller, IQuery<ListArchives, IReadOnlyList<ArchiveView>> list, CancellationToken ct) =>
        Answer.Ok(await list.Handle(new ListArchives(caller.User!.Value), ct), a => new Page<ArchiveView>(a, null));

    private static async Task<IResult> Get(Guid id, Caller caller, IQuery<GetArchive, ArchiveView> get, CancellationToken ct) =>
        Answer.Ok(await get.Handle(new GetArchive(caller.User!.Value, new ArchiveId(id)), ct));

    private static async Task<IResult> Fetch(
        Guid id, Caller caller, IQuery<GetArchiveFile, ArchiveFile> open, CancellationToken ct)
    {
        var opened = await open.Handle(new GetArchiveFile(caller.User!.Value, new ArchiveId(id)), ct);
        return opened.Succeeded(out var file, out var refusal)
            ? TypedResults.File(file.Zip, "application/zip", $"my-data-{id:N}.zip")
            : Problem.From(refusal);
    }

    private static async Task<IResult> Erase(
        Caller caller, IUseCase<AskErasure, Unit> ask, IQuery<GetErasure, ErasureView> get, CancellationToken ct)
    {
        var asked = await ask.Handle(new AskErasure(caller.User!.Value), ct);
        return asked.Failed(out var refusal)
            ? Problem.From(refusal)
            : Answer.Accepted(await get.Handle(new GetErasure(caller.User!.Value), ct), _ => "/api/v1/me/erasure", v => v);
    }

    private static async Task<IResult> Erasure(Caller caller, IQuery<GetErasure, ErasureView> get, CancellationToken ct) =>
        Answer.Ok(await get.Handle(new GetErasure(caller.User!.Value), ct));

    private static async Task<IResult> Stay(Caller caller, IUseCase<CancelErasure, Unit> cancel, CancellationToken ct) =>
        Answer.NoContent(await cancel.Handle(new CancelErasure(caller.User!.Value), ct));
}
