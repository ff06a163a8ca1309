using Marketplace.Application;
using Marketplace.Application.Search;
using Marketplace.Domain.Search;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Search;

/// <summary>What an operator decides and sees of search.</summary>
public sealed class SearchSettingsEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var settings = routes.MapGroup("/search").WithTags("Search");
        settings.MapGet("/settings", Get).Needs("search.settings.manage").WithSummary("Read weights, synonyms, stop words, pinned results and banned texts")
            .Produces<SearchSettingsView>();
        settings.MapPut("/settings", Put).Needs("search.settings.manage").WithSummary("Replace the search settings").Produces(204);
        settings.MapGet("/queries", Texts).Needs("search.report.read").WithSummary("What is searched for most, or most often in vain")
            .Produces<Page<SearchTextView>>();
        settings.MapGet("/index-runs", Runs).Needs("search.index.manage").WithSummary("Latest rebuilds and checks of the index")
            .Produces<Page<IndexRunView>>();
        settings.MapPost("/index-runs", Start).Needs("search.index.manage").WithSummary("Rebuild the index, or check it against the catalogue and repair it")
            .Produces<StartedBody>(202);
    }

    private static async Task<IResult> Get(IQuery<GetSearchSettings, SearchSettingsView> get, CancellationToken ct) =>
        Answer.Tagged(await get.Handle(new GetSearchSettings(), ct), v => v.Version);

    private static async Task<IResult> Put(
        SettingsBody body, IfMatch match, IUseCase<EditSearchSettings, Unit> edit, CancellationToken ct)
    {
        var w = body.Weights ?? SearchWeights.Start;
        var rules = new SearchRules(w, body.Synonyms ?? [], body.StopWords ?? [], body.Pins ?? [], body.Banned ?? []);
        return Answer.NoContent(await edit.Handle(new EditSearchSettings(rules, match.Version), ct));
    }

    private static async Task<IResult> Texts(
        int? days, bool? empty, PageQuery page, IQuery<ListSearchTexts, IReadOnlyList<SearchTextView>> list, CancellationToken ct) =>
        Answer.Ok(
            await list.Handle(new ListSearchTexts(Math.Clamp(days ?? 7, 1, 90), empty ?? false, page.Limit), ct),
            texts => new Page<SearchTextView>(texts, null));

    private static async Task<IResult> Runs(
        PageQuery page, IQuery<ListIndexRuns, IReadOnlyList<IndexRunView>> list, CancellationToken ct) =>
        Answer.Ok(await list.Handle(new ListIndexRuns(page.Limit), ct), runs => new Page<IndexRunView>(runs, null));

    private static async Task<IResult> Start(RunBody body, IUseCase<StartIndexRun, Guid> start, CancellationToken ct) =>
        Answer.Accepted(await start.Handle(new StartIndexRun(body.Kind), ct), _ => "/api/v1/search/index-runs", id => new StartedBody(id));

    /// <summary>The whole of the settings; what is left out is empty, weights left out are those a market starts with.</summary>
    public sealed record SettingsBody(
        SearchWeights? Weights = null, IReadOnlyList<Synonym>? Synonyms = null, IReadOnlyList<string>? StopWords = null,
        IReadOnlyList<Pin>? Pins = null, IReadOnlyList<string>? Banned = null);

    /// <summary>REBUILD or CHECK.</summary>
    public sealed record RunBody(IndexRunKind Kind);

    /// <summary>The run that began.</summary>
    public sealed record StartedBody(Guid Id);
}
