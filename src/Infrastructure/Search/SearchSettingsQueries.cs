using Marketplace.Application;
using Marketplace.Application.Search;
using Marketplace.Domain.Search;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Marketplace.Infrastructure.Search;

internal sealed class GetSearchSettingsHandler(MarketplaceDb db) : IQuery<GetSearchSettings, SearchSettingsView>
{
    public async Task<Result<SearchSettingsView>> Handle(GetSearchSettings request, CancellationToken ct)
    {
        var kept = await db.Set<SearchSettings>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == SearchSettings.Only, ct);
        return kept is null
            ? new SearchSettingsView(SearchRules.Start, null)
            : new SearchSettingsView(kept.Rules, kept.UpdatedAt) { Version = kept.Version };
    }
}

internal sealed class ListSearchTextsHandler(NpgsqlDataSource database) : IQuery<ListSearchTexts, IReadOnlyList<SearchTextView>>
{
    private const string Sql = """
        SELECT text, min(language), sum(asked)::bigint, sum(empty)::bigint FROM search.queries
        WHERE day > current_date - $1 AND ($2 = false OR empty > 0)
        GROUP BY text ORDER BY CASE WHEN $2 THEN sum(empty) ELSE sum(asked) END DESC, text LIMIT $3
        """;

    public async Task<Result<IReadOnlyList<SearchTextView>>> Handle(ListSearchTexts request, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Sql);
        command.Parameters.Add(new() { Value = request.Days });
        command.Parameters.Add(new() { Value = request.Empty });
        command.Parameters.Add(new() { Value = request.Limit });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var texts = new List<SearchTextView>();
        while (await reader.ReadAsync(ct))
            texts.Add(new SearchTextView(reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3)));
        return texts;
    }
}

internal sealed class ListIndexRunsHandler(MarketplaceDb db) : IQuery<ListIndexRuns, IReadOnlyList<IndexRunView>>
{
    public async Task<Result<IReadOnlyList<IndexRunView>>> Handle(ListIndexRuns request, CancellationToken ct)
    {
        var runs = await db.Set<IndexRun>().AsNoTracking().OrderByDescending(r => r.Id).Take(request.Limit).ToListAsync(ct);
        return runs.ConvertAll(r => new IndexRunView(
            r.Id, EnumText<IndexRunKind>.Write(r.Kind), EnumText<IndexRunState>.Write(r.State), r.Generation, r.Seen, r.Written, r.Removed,
            r.StartedAt, r.EndedAt));
    }
}
