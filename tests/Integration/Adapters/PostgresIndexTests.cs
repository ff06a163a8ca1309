using Marketplace.Adapters.Search.Postgres;
using Marketplace.Contracts.Kit.Search;
using Marketplace.Ports.Search;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Marketplace.Tests.Integration.Adapters;

/// <summary>The default index keeps every promise.</summary>
public sealed class PostgresIndexTests : SearchIndexContract, IAsyncLifetime
{
    private string _database = "";
    private NpgsqlDataSource? _source;
    private ISearchIndex? _index;

    protected override ISearchIndex Index => _index ??= AdapterUnderTest.Of<ISearchIndex>(
        new PostgresAdapter(), [], services => services.AddSingleton(_source!));

    [Fact]
    public async Task A_query_that_takes_too_long_is_cut_off_and_reported_as_away()
    {
        var index = AdapterUnderTest.Of<ISearchIndex>(
            new PostgresAdapter(), new() { ["QueryMilliseconds"] = "50" }, services => services.AddSingleton(_source!));
        var ct = TestContext.Current.CancellationToken;
        await index.Words(null, ct);
        await using var blocker = await _source!.OpenConnectionAsync(ct);
        await using var transaction = await blocker.BeginTransactionAsync(ct);
        await using var command = new NpgsqlCommand("LOCK TABLE search_index.entries_1 IN ACCESS EXCLUSIVE MODE", blocker);
        await command.ExecuteNonQueryAsync(ct);

        var query = new IndexQuery([], 0, IndexFilter.None, IndexOrder.Relevance, RankingWeights.Default, 10, null, false);

        await Assert.ThrowsAsync<IndexAwayException>(() => index.Search(query, ct));
    }

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.Create();
        _source = NpgsqlDataSource.Create(TestDatabase.ConnectionTo(_database));
    }

    public async ValueTask DisposeAsync()
    {
        await _source!.DisposeAsync();
        await TestDatabase.Drop(_database);
    }
}
