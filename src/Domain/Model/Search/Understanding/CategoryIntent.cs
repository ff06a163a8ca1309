namespace Marketplace.Domain.Search;

/// <summary>A category as it can be meant: its id and one of its names.</summary>
public sealed record CategoryName(Guid Category, string Name);

/// <summary>Finds the categories a text means by their names.</summary>
public static class CategoryIntent
{
    /// <summary>Categories whose whole name is in the text, those covering most of it first; at most three.</summary>
    public static IReadOnlyList<Guid> Of(ReadQuery query, IReadOnlyList<CategoryName> names)
    {
        var stems = query.Words.SelectMany(w => w.Forms.Where(f => f.Weight >= 0.7)).SelectMany(f => f.Word.Split(' ')).Select(Stems.Of)
            .ToHashSet(StringComparer.Ordinal);
        if (stems.Count == 0) return [];
        return [.. names.Select(n => (n.Category, Words: Tokens.WordsOf(n.Name, 8).Where(w => w.Length > 2).Select(Stems.Of).ToArray()))
            .Where(n => n.Words.Length > 0 && n.Words.All(stems.Contains))
            .GroupBy(n => n.Category).Select(g => (Category: g.Key, Words: g.Max(n => n.Words.Length)))
            .OrderByDescending(n => n.Words).ThenBy(n => n.Category).Select(n => n.Category).Take(3)];
    }
}
