namespace Marketplace.Domain.Search;

/// <summary>Gathers what one typed word may stand for.</summary>
internal sealed class WordForms(Lexicon lexicon, ReadingWidth width)
{
    /// <summary>Most forms a word is asked with.</summary>
    public const int Most = 64;

    private readonly Dictionary<string, WordForm> _forms = new(StringComparer.Ordinal);

    /// <summary>The forms of a word, strongest first.</summary>
    /// <param name="unfinished">It may still be being typed.</param>
    public IReadOnlyList<WordForm> Of(string word, bool unfinished)
    {
        _forms.Clear();
        Add(word, 1, FormKind.Typed);
        if (char.IsAsciiDigit(word[0]))
        {
            if (unfinished) AddCompletions(word, known: true);
            return Listed();
        }

        var known = lexicon.Frequency(word) > 0;
        if (word.Length >= 3) Add(lexicon.Akin(word, 16), known ? 0.9 : 0.95, FormKind.Inflection);
        var completed = unfinished && AddCompletions(word, known);
        AddSounds(word, known, unfinished && !completed);
        if (!known || width == ReadingWidth.Wide) AddCorrections(word, known || completed, unfinished);
        return Listed();
    }

    private bool AddCompletions(string word, bool known)
    {
        var found = lexicon.Completions(word, word.Length < 3 ? 24 : 40);
        foreach (var n in found)
            Add(n.Word, Math.Max(0.5, (known ? 0.72 : 0.9) - (0.012 * (n.Word.Length - word.Length))), FormKind.Completion);
        return found.Count > 0;
    }

    private void AddSounds(string word, bool known, bool unfinished)
    {
        foreach (var n in lexicon.SoundingLike(word, 12)) Add(n.Word, known ? 0.75 : 0.92, FormKind.Sound);
        if (!known && word.Length >= 3 && unfinished)
            Add(lexicon.SoundingLikeBeginning(word, 24), 0.7, FormKind.Sound);
    }

    private void AddCorrections(string word, bool likely, bool unfinished)
    {
        if (word.Length < 3) return;
        var found = lexicon.Near(word, word.Length >= 8 ? 2 : 1, 24);
        if (!found.Any(n => n.Word != word) && word.Length >= 5) found = lexicon.Near(word, 2, 24);
        foreach (var n in found.Where(n => n.Word != word))
        {
            var weight = (n.Distance == 1 ? 0.8 : 0.55) - (n.FirstLetter ? 0 : 0.05) - (likely ? 0.15 : 0);
            Add(n.Word, weight, FormKind.Correction);
        }

        if (found.Count == 0 && unfinished && word.Length >= 4) Add(lexicon.NearBeginning(word, 1, 24), 0.6, FormKind.Correction);
        if (_forms.Count > 1 || Folding.AlphabetOf(word) != Alphabet.Latin) return;

        // Latin letters that sound like nothing here: perhaps another alphabet with a mistake in it.
        foreach (var language in (string[])["ru", "uz", "kk"])
            foreach (var n in lexicon.Near(Folding.Fold(Transliteration.ToCyrillic(word, language)), word.Length >= 7 ? 2 : 1, 12))
                Add(n.Word, 0.6 - (0.05 * n.Distance), FormKind.Sound);
    }

    private void Add(IReadOnlyList<Neighbour> found, double weight, FormKind kind)
    {
        foreach (var n in found) Add(n.Word, weight, kind);
    }

    private void Add(string word, double weight, FormKind kind)
    {
        if (!_forms.TryGetValue(word, out var form) || form.Weight < weight) _forms[word] = new WordForm(word, Math.Round(weight, 2), kind);
    }

    private IReadOnlyList<WordForm> Listed() => [.. _forms.Values.OrderByDescending(f => f.Weight)
        .ThenByDescending(f => lexicon.Frequency(f.Word)).ThenBy(f => f.Word, StringComparer.Ordinal).Take(Most)];
}
