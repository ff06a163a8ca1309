using System.ComponentModel.DataAnnotations;
using Marketplace.Adapters.Sdk;
using Marketplace.Ports.Search;

namespace Marketplace.Adapters.Search.Postgres;

/// <summary>The default search index: tables in the marketplace's own PostgreSQL, nothing to install.</summary>
public sealed class PostgresAdapter : IAdapter
{
    /// <inheritdoc/>
    public string Port => "Search";

    /// <inheritdoc/>
    public string Code => "postgres";

    /// <inheritdoc/>
    public void Register(AdapterServices services) => services.Options<PostgresOptions>().Provides<ISearchIndex, PostgresIndex>();
}

/// <summary>Settings of the index.</summary>
internal sealed class PostgresOptions
{
    /// <summary>Longest time for one query, milliseconds.</summary>
    [Range(50, 5000)]
    public int QueryMilliseconds { get; init; } = 2000;

    /// <summary>Most products of one query that are weighed and counted.</summary>
    [Range(100, 1_000_000)]
    public int MostMatches { get; init; } = 20_000;
}
