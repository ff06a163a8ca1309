using System.Globalization;
using Marketplace.Ports.Search;
using Npgsql;
using NpgsqlTypes;

namespace Marketplace.Adapters.Search.Postgres;

/// <summary>One query as one statement: match, weigh, filter, count, page.</summary>
internal sealed class SearchStatement
{
    // How much a word says in title, other texts about the goods, category and shop, description.
    private static readonly (string Labels, double Share)[] Zones = [("A", 1), ("B", 0.85), ("CD", 0.5)];

    // A word of a tenth of all products looks like a case for reading the whole table; weighing what the index names is cheaper.
    private const string Planning = "SELECT set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)";
    private const int Bars = 8;
    private const int FacetValues = 50;

    private readonly IndexQuery _query;
    private readonly int _most;
    private readonly string _entries;
    private readonly List<NpgsqlParameter> _parameters = [];
    private readonly List<string> _weighed = [];

    public SearchStatement(IndexQuery query, int generation, int most) =>
        (_query, _most, _entries) = (query, most, $"search_index.entries_{generation}");

    public NpgsqlBatch Batch(NpgsqlConnection connection)
    {
        var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Planning));
        var query = new NpgsqlBatchCommand(Sql());
        foreach (var parameter in _parameters) query.Parameters.Add(parameter);
        batch.BatchCommands.Add(query);
        return batch;
    }

    public async Task<IndexAnswer> Read(NpgsqlDataReader reader, CancellationToken ct)
    {
        var (hits, total, matched) = (new List<IndexHit>(), 0L, 0L);
        await reader.NextResultAsync(ct);
        var (categories, shops, bars, inStock) = (new List<FacetCount>(), new List<FacetCount>(), new List<PriceBar>(), 0L);
        while (await reader.ReadAsync(ct))
        {
            switch (reader.GetInt32(0))
            {
                case 0: hits.Add(new IndexHit(new(reader.GetGuid(1)), new(reader.GetGuid(2)), reader.GetInt64(3))); break;
                case 1: (total, matched) = (reader.GetInt64(3), reader.GetInt64(4)); break;
                case 2: categories.Add(new FacetCount(reader.GetGuid(1), reader.GetInt64(3))); break;
                case 3: shops.Add(new FacetCount(reader.GetGuid(1), reader.GetInt64(3))); break;
                case 4: inStock = reader.GetInt64(3); break;
                default: bars.Add(new PriceBar(reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5))); break;
            }
        }

        var facets = _query.Facets ? new IndexFacets(categories, shops, bars, inStock) : null;
        return new IndexAnswer(hits, total, matched < _most, facets);
    }

    private string Sql()
    {
        var where = "NOT e.gone";
        if (Match() is { Length: > 0 } match) where += $" AND e.terms @@ {Add(match)}::text::tsquery";
        if (_query.Without.Count > 0) where += $" AND e.product <> ALL ({Add(_query.Without.Select(p => p.Value).ToArray())})";
        var key = Key();
        var filter = Filters();
        if (!_query.Facets)
        {
            where += $" AND {filter.All}";
            filter = Filter.None;
        }

        var weighed = _weighed.Count == 0 ? "" : $" CROSS JOIN (SELECT {string.Join(", ", _weighed)} OFFSET 0) q";
        var way = _query.Order == IndexOrder.Cheapest ? "ASC" : "DESC";
        var after = _query.After is { } place
            ? $" AND (m.key, m.product) {(way == "ASC" ? ">" : "<")} ({Add(place.Key)}::bigint, {Add(place.Product)}::uuid)"
            : "";
        return $"""
            WITH matched AS MATERIALIZED (
                SELECT e.product, e.category, e.shop, e.price, e.in_stock, ({key})::bigint AS key
                FROM {_entries} e{weighed}
                WHERE {where}
                LIMIT {_most})
            SELECT 0, h.product, h.shop, h.key, 0::bigint, 0::bigint FROM (
                SELECT m.product, m.shop, m.key FROM matched m WHERE {filter.All}{after}
                ORDER BY m.key {way}, m.product {way} LIMIT {Add(_query.Limit)}) h
            UNION ALL SELECT 1, NULL, NULL, count(*) FILTER (WHERE {filter.All}), count(*), 0 FROM matched m
            {(_query.Facets ? Facets(filter) : "")}
            """;
    }

    private static string Facets(Filter f) => $"""
        UNION ALL (SELECT 2, m.category, NULL, count(*), 0, 0 FROM matched m
            WHERE {f.Shop} AND {f.Price} AND {f.Stock} GROUP BY m.category ORDER BY 4 DESC, 2 LIMIT {FacetValues})
        UNION ALL (SELECT 3, m.shop, NULL, count(*), 0, 0 FROM matched m
            WHERE {f.Category} AND {f.Price} AND {f.Stock} GROUP BY m.shop ORDER BY 4 DESC, 2 LIMIT {FacetValues})
        UNION ALL SELECT 4, NULL, NULL, count(*), 0, 0 FROM matched m
            WHERE {f.Category} AND {f.Shop} AND {f.Price} AND m.in_stock
        UNION ALL (SELECT 5, NULL, NULL, min(m.price), max(m.price), count(*)
            FROM matched m CROSS JOIN (SELECT min(ln(price + 1)) AS low, max(ln(price + 1)) + 0.0001 AS high FROM matched) r
            WHERE {f.Category} AND {f.Shop} AND {f.Stock}
            GROUP BY width_bucket(ln(m.price + 1), r.low, r.high, {Bars}) ORDER BY 4)
        """;

    // All required words but those that may be missing; filler words alone are looked for in any number.
    private string Match()
    {
        var required = _query.Words.Where(w => w.Required).Select(w => $"({Lexemes.Any(w.Forms)})").ToArray();
        if (required.Length == 0) return string.Join('|', _query.Words.Select(w => $"({Lexemes.Any(w.Forms)})"));
        var keep = Math.Max(1, required.Length - _query.Missing);
        return string.Join('|', Choices(required, keep, 0).Select(c => $"({string.Join('&', c)})"));
    }

    private static IEnumerable<IEnumerable<string>> Choices(string[] words, int count, int from)
    {
        if (count == 0) return [[]];
        return Enumerable.Range(from, words.Length - from - count + 1)
            .SelectMany(i => Choices(words, count - 1, i + 1).Select(rest => rest.Prepend(words[i])));
    }

    private string Key() => _query.Order switch
    {
        IndexOrder.Popular => "e.sold",
        IndexOrder.Cheapest or IndexOrder.Dearest => "e.price",
        IndexOrder.Newest => "extract(epoch FROM e.listed_at) * 1000000",
        _ => $"round(1000000 * ({Text()}) * (1 + {Factors()}))",
    };

    private string Text()
    {
        var sum = _query.Words.Sum(w => w.Weight);
        if (sum <= 0) return "1.0::float8";
        var words = _query.Words.Where(w => w.Weight > 0).Select(w => $"{Number(w.Weight / sum)} * {Best(w)}").ToArray();
        var text = $"({string.Join(" + ", words)}) * (0.97 + 0.03 / (1 + 0.2 * abs(e.length - {_query.Words.Count})))";
        return Phrase() is { } phrase ? $"{text} * CASE WHEN e.terms @@ {phrase} THEN 1.02 ELSE 1.0 END" : text;
    }

    // The strongest form found in the best zone.
    private string Best(IndexWord word)
    {
        var tiers = word.Forms.GroupBy(f => Math.Round(f.Weight * 10, MidpointRounding.AwayFromZero) / 10);
        var cases = from tier in tiers
                    from zone in Zones
                    orderby tier.Key * zone.Share descending
                    select $"WHEN e.terms @@ {Weighed(Lexemes.Any(tier, zone.Labels))} THEN {Number(tier.Key * zone.Share)}";
        return $"CASE {string.Join(' ', cases)} ELSE 0.0 END";
    }

    private string? Phrase()
    {
        var words = _query.Words.Where(w => w.Required).Select(w => w.Forms.Where(f => f.Weight >= 0.85 && !f.Word.Contains(' ', StringComparison.Ordinal)).Take(4).ToArray()).ToArray();
        if (words.Length < 2 || words.Any(w => w.Length == 0)) return null;
        return Weighed(string.Join("<->", words.Select(w => $"({Lexemes.Any(w)})")));
    }

    private string Factors()
    {
        var weights = _query.Weights;
        var factors = $"{Number(weights.Popularity)} * least(1, ln(1 + e.sold) / 7) + CASE WHEN e.in_stock THEN {Number(weights.Availability)} ELSE 0 END"
            + $" - {Number(weights.Cheapness)} * ln(1 + e.price) / 25"
            + $" + {Number(weights.Newness)} * (extract(epoch FROM e.listed_at) / 4000000000)::float8";
        return _query.Preferred.Count == 0 ? factors
            : $"{factors} + CASE WHEN e.category = ANY ({Add(_query.Preferred.Select(c => c.Value).ToArray())}) THEN {Number(weights.Category)} ELSE 0 END";
    }

    private Filter Filters()
    {
        var (f, parts) = (_query.Filter, Filter.None);
        if (f.Categories.Count > 0) parts = parts with { Category = $"category = ANY ({Add(f.Categories.Select(c => c.Value).ToArray())})" };
        if (f.Shops.Count > 0) parts = parts with { Shop = $"shop = ANY ({Add(f.Shops.Select(s => s.Value).ToArray())})" };
        if (f.PriceMin is not null || f.PriceMax is not null)
            parts = parts with { Price = $"price BETWEEN {Add(f.PriceMin ?? 0)} AND {Add(f.PriceMax ?? long.MaxValue)}" };
        return f.InStock ? parts with { Stock = "in_stock" } : parts;
    }

    // A query is written once per statement, not once per product.
    private string Weighed(string tsquery)
    {
        _weighed.Add($"{Add(tsquery)}::text::tsquery AS q{_weighed.Count}");
        return string.Create(CultureInfo.InvariantCulture, $"q.q{_weighed.Count - 1}");
    }

    private string Add<T>(T value)
    {
        _parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return string.Create(CultureInfo.InvariantCulture, $"${_parameters.Count}");
    }

    private static string Number(double value) => value.ToString("0.0#####", CultureInfo.InvariantCulture) + "::float8";

    private sealed record Filter(string Category, string Shop, string Price, string Stock)
    {
        public static Filter None { get; } = new("true", "true", "true", "true");

        public string All => $"{Category} AND {Shop} AND {Price} AND {Stock}";
    }
}
