namespace Marketplace.Domain.Search;

/// <summary>Understands a typed text with the words of the index: layout, spelling, alphabet, inflection, units, synonyms. Pure and fast.</summary>
public sealed class QueryReader
{
    /// <summary>Longest text read; the rest is ignored.</summary>
    public const int LongestText = 200;

    /// <summary>Most words read.</summary>
    public const int MostWords = 10;

    private readonly Lexicon _lexicon;
    private readonly Dictionary<string, string[]> _synonyms = new(StringComparer.Ordinal);
    private readonly HashSet<string> _stopWords;
    private readonly Lexicon _keys;

    /// <summary>A reader over the words of an index and the market's own synonyms and filler words.</summary>
    public QueryReader(Lexicon lexicon, IEnumerable<Synonym> synonyms, IEnumerable<string> stopWords)
    {
        _lexicon = lexicon;
        _stopWords = [.. Languages.StopWords, .. stopWords.Select(w => Folding.Fold(w))];
        foreach (var synonym in synonyms)
        {
            var key = string.Join(' ', Tokens.WordsOf(synonym.Word, 4));
            var means = synonym.Means.Select(m => string.Join(' ', Tokens.WordsOf(m, 4))).Where(m => m.Length > 0 && m != key);
            if (key.Length > 0) _synonyms[key] = [.. _synonyms.GetValueOrDefault(key, []), .. means];
        }

        _keys = new Lexicon(_synonyms.Keys.Where(k => !k.Contains(' ', StringComparison.Ordinal)).Select(k => KeyValuePair.Create(k, 1)), 1);
    }

    /// <summary>Reads a text.</summary>
    public ReadQuery Read(string text, ReadingWidth width = ReadingWidth.Plain)
    {
        var typed = text.Length > LongestText ? text[..LongestText] : text;
        var (words, converted) = LayoutChoice.Of(typed, _lexicon);
        if (words.Count > MostWords) words.RemoveRange(MostWords, words.Count - MostWords);
        var unfinished = typed.Length > 0 && !char.IsWhiteSpace(typed[^1]);
        var forms = new WordForms(_lexicon, width);
        var read = new List<ReadWord>(words.Count);
        for (var i = 0; i < words.Count; i++)
        {
            if (i + 1 < words.Count && Units.Amount(words[i], words[i + 1]) is { } amount)
            {
                read.Add(Amount(words[i], words[i + 1], amount));
                i++;
            }
            else
            {
                read.AddRange(Word(words[i], forms, unfinished && i == words.Count - 1));
            }
        }

        ApplyPhrases(words, read);
        RelaxFillers(read);
        var meant = Meant(words, read, converted);
        return new ReadQuery(typed, Languages.Of(meant ?? typed), read, meant);
    }

    private ReadWord Amount(string number, string unit, string amount)
    {
        var frequency = Math.Max(_lexicon.Frequency(amount), 1);
        WordForm[] forms = [new(amount, 1, FormKind.Typed), new($"{number} {unit}", 0.95, FormKind.Amount), new(number, 0.5, FormKind.Amount)];
        return new ReadWord($"{number} {unit}", forms, _lexicon.Rarity(frequency), true, true);
    }

    private IEnumerable<ReadWord> Word(string word, WordForms gather, bool unfinished)
    {
        var forms = gather.Of(word, unfinished);
        var known = _lexicon.Frequency(word) > 0;
        if (!known && forms.Count == 1 && !_synonyms.ContainsKey(word) && Halves(word) is var (first, second))
            return [.. Word(first, gather, false), .. Word(second, gather, unfinished)];

        var all = WithSynonyms(known ? forms : [.. forms, .. LikeSynonyms(word)]);
        var frequency = all.Take(8).Max(f => _lexicon.Frequency(f.Word));
        return [new ReadWord(word, all, _lexicon.Rarity(known ? _lexicon.Frequency(word) : frequency), true, known)];
    }

    // Two words typed without the space between them.
    private (string First, string Second)? Halves(string word)
    {
        var (best, at) = (0, 0);
        for (var i = 3; i <= word.Length - 3; i++)
        {
            var weaker = Math.Min(_lexicon.Frequency(word[..i]), _lexicon.Frequency(word[i..]));
            if (weaker > best) (best, at) = (weaker, i);
        }

        return at == 0 ? null : (word[..at], word[at..]);
    }

    // A word with synonyms need not be in the index itself: it may be mistyped, inflected or in the other alphabet all the same.
    private IEnumerable<WordForm> LikeSynonyms(string word)
    {
        if (_keys.Count == 0 || word.Length < 4) return [];
        var near = _keys.Near(word, 1, 4).Where(n => n.Distance > 0).Select(n => new WordForm(n.Word, 0.75, FormKind.Correction));
        return _keys.Akin(word, 4).Select(n => new WordForm(n.Word, 0.9, FormKind.Inflection))
            .Concat(_keys.SoundingLike(word, 4).Select(n => new WordForm(n.Word, 0.85, FormKind.Sound))).Concat(near).DistinctBy(f => f.Word);
    }

    private IReadOnlyList<WordForm> WithSynonyms(IReadOnlyList<WordForm> forms)
    {
        if (_synonyms.Count == 0) return forms;
        var added = new List<WordForm>();
        foreach (var form in forms.Where(f => f.Kind != FormKind.Completion))
        {
            if (!_synonyms.TryGetValue(form.Word, out var means)) continue;
            added.AddRange(means.Where(m => forms.All(f => f.Word != m)).Select(m => new WordForm(m, Math.Round(form.Weight * 0.9, 2), FormKind.Synonym)));
        }

        return added.Count == 0 ? forms : [.. forms.Concat(added).OrderByDescending(f => f.Weight).Take(WordForms.Most)];
    }

    // A phrase of the synonyms answers for its words together: the first takes the meaning, the others need not be found.
    private void ApplyPhrases(List<string> words, List<ReadWord> read)
    {
        if (read.Count != words.Count) return;
        for (var length = Math.Min(3, words.Count); length > 1; length--)
        {
            for (var at = 0; at + length <= words.Count; at++)
            {
                if (!_synonyms.TryGetValue(string.Join(' ', words.Skip(at).Take(length)), out var means)) continue;
                read[at] = read[at] with { Forms = [.. read[at].Forms, .. means.Select(m => new WordForm(m, 0.9, FormKind.Synonym))] };
                for (var other = at + 1; other < at + length; other++) read[other] = read[other] with { Required = false };
            }
        }
    }

    private void RelaxFillers(List<ReadWord> read)
    {
        bool IsFiller(ReadWord w) => _stopWords.Contains(w.Typed) || (w.Typed.Length == 1 && char.IsLetter(w.Typed[0]) && w.Typed[0] < '\u0600');
        if (read.All(IsFiller)) return;
        for (var i = 0; i < read.Count; i++)
            if (IsFiller(read[i])) read[i] = read[i] with { Required = false, Rarity = read[i].Rarity * 0.3 };
    }

    // Shown as a question or a statement: "did you mean", "shown for". Completions are no correction.
    private static string? Meant(List<string> words, List<ReadWord> read, bool converted)
    {
        var changed = converted;
        var meant = read.Select(w =>
        {
            var best = w.Known ? null : w.Forms.FirstOrDefault(f => f.Kind is not FormKind.Typed);
            if (best is null or { Kind: FormKind.Completion or FormKind.Inflection }) return w.Typed;
            changed = true;
            return best.Word;
        }).ToArray();
        return (changed || read.Count > words.Count) && meant.Length > 0 ? string.Join(' ', meant) : null;
    }
}
