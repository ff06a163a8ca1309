using System.Buffers;

namespace Marketplace.Domain.Search;

/// <summary>Light stems: endings of number and case go, the word stays recognisable. Chosen by the letters, not by a guessed language.</summary>
/// <remarks>Stems only bring forms of one word together, with less weight than the form itself, so a wrong one costs little.</remarks>
public static class Stems
{
    private static readonly SearchValues<char> TurkicLetters = SearchValues.Create("әіңғүұқөһўҳ");

    private static readonly string[] Russian = Longest(
        "иями ями ами иях ях ах иям ям ам ием ией ие ии ия ию ий ые ый ая яя ое ее ой ей ого его ому ему ым им ыми ими ых их ую юю ом ем ов ев "
        + "ью а я о е ы и у ю ь й");

    private static readonly string[] Turkic = Longest(
        "лар лер дар дер тар тер ның нің дың дің тың тің нинг ға ге қа ке га да де та те дан ден тан тен нан нен ды ді ты ті ны ні ни мен пен бен "
        + "лари лары лері сы сі си ы і");

    private static readonly string[] UzbekLatin = Longest("lar lari larni larga larda lardan larning ning dan ni ga da");

    private static readonly string[] Plurals = Longest("ies ing ed es en er s x n");

    /// <summary>The stem of a folded word; the word itself when it is short.</summary>
    public static string Of(string word)
    {
        if (word.Length < 4) return word;
        return Folding.AlphabetOf(word) switch
        {
            Alphabet.Cyrillic => OfCyrillic(word),
            Alphabet.Latin => OfLatin(word),
            _ => word,
        };
    }

    private static string OfCyrillic(string word)
    {
        if (!word.AsSpan().ContainsAny(TurkicLetters)) return Cut(word, IsPluralOfUzbek(word) ? Turkic : Russian, 3);
        var stem = word;
        for (var round = 0; round < 3; round++) stem = Cut(stem, Turkic, 3);
        return stem;
    }

    private static string OfLatin(string word)
    {
        var stem = Cut(word, UzbekLatin, 4);
        if (stem.Length < word.Length) return stem;
        stem = Cut(word, Plurals, 4);
        if (stem.Length == word.Length && word[^1] == 's' && word.Length >= 4) stem = word[..^1];
        // pâte and pâtes, chocolate and chocolat, torta and torte are forms of one word.
        while (stem.Length > 4 && stem[^1] is 'e' or 'a' or 'o' or 'y' or 'i') stem = stem[..^1];
        return stem;
    }

    private static bool IsPluralOfUzbek(string word) => word.Length >= 7 && (word.EndsWith("лар", StringComparison.Ordinal)
        || word.EndsWith("лари", StringComparison.Ordinal) || word.EndsWith("нинг", StringComparison.Ordinal));

    private static string Cut(string word, string[] endings, int least)
    {
        foreach (var ending in endings)
            if (word.Length - ending.Length >= least && word.EndsWith(ending, StringComparison.Ordinal)) return word[..^ending.Length];
        return word;
    }

    private static string[] Longest(string endings) => [.. endings.Split(' ').Distinct().OrderByDescending(e => e.Length)];
}
