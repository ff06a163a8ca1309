namespace Marketplace.Domain.Search;

/// <summary>A word of the index close to a typed one.</summary>
/// <param name="Distance">Letters to change, insert, drop or swap.</param>
/// <param name="FirstLetter">The first letters agree.</param>
public readonly record struct Neighbour(string Word, int Frequency, int Distance, bool FirstLetter);

/// <summary>The words of an index with the number of cards that hold each; everything a query is corrected from. Immutable.</summary>
public sealed class Lexicon
{
    private readonly string[] _words;
    private readonly int[] _counts;
    private readonly KeyedWords _stems;
    private readonly KeyedWords _skeletons;
    private readonly Lazy<WordTree> _tree;

    /// <summary>Builds the lexicon; words without cards are left out.</summary>
    public Lexicon(IEnumerable<KeyValuePair<string, int>> words, long documents)
    {
        var kept = words.Where(w => w.Value > 0 && w.Key.Length > 0).ToArray();
        _words = [.. kept.Select(w => w.Key)];
        _counts = [.. kept.Select(w => w.Value)];
        Array.Sort(_words, _counts, StringComparer.Ordinal);
        Documents = documents;
        _stems = KeyedWords.Of(_words, w => w[0] == '=' ? [] : [Stems.Of(w)]);
        _skeletons = KeyedWords.Of(_words, w => w[0] == '=' || char.IsAsciiDigit(w[0]) ? [] : Transliteration.Skeletons(w));
        _tree = new Lazy<WordTree>(() => new WordTree(_words, _counts));
    }

    /// <summary>A lexicon without words.</summary>
    public static Lexicon Empty { get; } = new([], 0);

    /// <summary>Cards in the index.</summary>
    public long Documents { get; }

    /// <summary>Different words.</summary>
    public int Count => _words.Length;

    /// <summary>How many cards hold a word.</summary>
    public int Frequency(string word) => Array.BinarySearch(_words, word, StringComparer.Ordinal) is >= 0 and var at ? _counts[at] : 0;

    /// <summary>How rare a word is: 0 in every card, growing with rarity.</summary>
    public double Rarity(int frequency) => Math.Log(1 + ((Documents + 1.0) / (frequency + 0.5)));

    /// <summary>The most frequent words beginning with a prefix, the prefix itself left out.</summary>
    public IReadOnlyList<Neighbour> Completions(string prefix, int limit)
    {
        var from = Array.BinarySearch(_words, prefix, StringComparer.Ordinal);
        from = from < 0 ? ~from : from + 1;
        var best = new PriorityQueue<int, int>();
        for (var i = from; i < _words.Length && _words[i].StartsWith(prefix, StringComparison.Ordinal); i++)
        {
            best.Enqueue(i, _counts[i]);
            if (best.Count > limit) best.Dequeue();
        }

        return Listed(best);
    }

    /// <summary>Other words with the same stem.</summary>
    public IReadOnlyList<Neighbour> Akin(string word, int limit) => [.. _stems.Under(Stems.Of(word))
        .Where(i => _words[i] != word).OrderByDescending(i => _counts[i]).Take(limit).Select(i => Found(i, 0))];

    /// <summary>Words that sound the same in another alphabet or another habit of transliteration.</summary>
    public IReadOnlyList<Neighbour> SoundingLike(string word, int limit) => [.. Transliteration.Skeletons(word)
        .SelectMany(_skeletons.Under).Distinct().Where(i => _words[i] != word).OrderByDescending(i => _counts[i]).Take(limit)
        .Select(i => Found(i, 0))];

    /// <summary>Words whose sound begins like the typed one, for a word still being typed in another alphabet.</summary>
    public IReadOnlyList<Neighbour> SoundingLikeBeginning(string word, int limit) => [.. Transliteration.Skeletons(word)
        .SelectMany(s => _skeletons.Beginning(s)).Distinct().OrderByDescending(i => _counts[i]).Take(limit).Select(i => Found(i, 0))];

    /// <summary>Words within so many edits (a swap of neighbours is one), nearest first, then the most frequent.</summary>
    public IReadOnlyList<Neighbour> Near(string word, int edits, int limit) => _tree.Value.Near(word, edits, limit, beginning: false);

    /// <summary>Words that begin within so many edits of what is typed so far.</summary>
    public IReadOnlyList<Neighbour> NearBeginning(string word, int edits, int limit) => _tree.Value.Near(word, edits, limit, beginning: true);

    private Neighbour Found(int at, int distance) => new(_words[at], _counts[at], distance, true);

    private List<Neighbour> Listed(PriorityQueue<int, int> best)
    {
        var found = new List<Neighbour>(best.Count);
        while (best.TryDequeue(out var at, out _)) found.Add(Found(at, 0));
        found.Reverse();
        return found;
    }

    /// <summary>Positions of words under a key, in a sorted array.</summary>
    private sealed class KeyedWords(string[] keys, int[] words)
    {
        public static KeyedWords Of(string[] words, Func<string, IEnumerable<string>> keysOf)
        {
            var pairs = new List<(string Key, int Word)>(words.Length);
            for (var i = 0; i < words.Length; i++)
                foreach (var key in keysOf(words[i])) pairs.Add((key, i));
            pairs.Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key));
            return new KeyedWords([.. pairs.Select(p => p.Key)], [.. pairs.Select(p => p.Word)]);
        }

        public IEnumerable<int> Under(string key)
        {
            for (var i = First(key); i < keys.Length && keys[i] == key; i++) yield return words[i];
        }

        public IEnumerable<int> Beginning(string key)
        {
            for (var i = First(key); i < keys.Length && keys[i].StartsWith(key, StringComparison.Ordinal); i++) yield return words[i];
        }

        private int First(string key)
        {
            var (low, high) = (0, keys.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (string.CompareOrdinal(keys[middle], key) < 0) low = middle + 1;
                else high = middle;
            }

            return low;
        }
    }
}
