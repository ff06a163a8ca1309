using System.Buffers;
using System.Collections.Frozen;

namespace Marketplace.Domain.Search;

/// <summary>Guesses the language of a short text by its letters and its small words.</summary>
public static class Languages
{
    private static readonly SearchValues<char> KazakhLetters = SearchValues.Create("әңөұүһ");
    private static readonly FrozenDictionary<string, string> Small = Table().ToFrozenDictionary();

    /// <summary>Words every language fills its sentences with; a query does not have to find them.</summary>
    public static IReadOnlySet<string> StopWords { get; } = Words(
        "и в во на с со для по от до из к у за или не без под при как что это купить куплю заказать недорого дешево цена "
        + "the a an for of with and or in on to by from buy cheap price "
        + "va uchun bilan sotib olish narxi arzon ва учун билан сотиб олиш "
        + "және үшін мен сатып алу арзан").ToFrozenSet();

    /// <summary>A two-letter code; <c>uz</c> for both alphabets, <c>und</c> when nothing speaks for any.</summary>
    public static string Of(string text)
    {
        var folded = text.ToLowerInvariant();
        if (folded.Any(Folding.IsCyrillic)) return OfCyrillic(folded);
        if (OtherAlphabet(folded) is { } other) return other;
        if (folded.Contains("o'", StringComparison.Ordinal) || folded.Contains("g'", StringComparison.Ordinal)
            || folded.AsSpan().IndexOfAny("ʻʼ‘") >= 0) return "uz";
        var votes = new Dictionary<string, int>();
        foreach (var word in Tokens.WordsOf(folded, 32)) Vote(votes, word);
        foreach (var (letters, language) in ByLetter)
            if (folded.AsSpan().IndexOfAny(letters) >= 0) votes[language] = votes.GetValueOrDefault(language) + 2;
        return votes.Count == 0 ? folded.Any(Folding.IsLatin) ? "en" : "und" : votes.OrderByDescending(v => v.Value).ThenBy(v => v.Key).First().Key;
    }

    private static readonly (string Letters, string Language)[] ByLetter =
    [
        ("äß", "de"), ("ñ¿¡", "es"), ("çœèêà", "fr"), ("ãõ", "pt"), ("łżźćśę", "pl"), ("șță", "ro"), ("ığş", "tr"), ("øæ", "da"), ("å", "sv"),
        ("őű", "hu"), ("řěů", "cs"), ("đ", "hr"), ("ìò", "it"),
    ];

    private static string OfCyrillic(string text)
    {
        if (text.AsSpan().ContainsAny(KazakhLetters)) return "kk";
        if (text.AsSpan().IndexOfAny("ўҳ") >= 0) return "uz";
        if (text.AsSpan().IndexOfAny("їєґ") >= 0) return "uk";
        if (text.Contains('і', StringComparison.Ordinal)) return "kk";
        if (text.AsSpan().IndexOfAny("қғ") >= 0) return "uz";
        return Tokens.WordsOf(text, 32).Any(w => Small.GetValueOrDefault(w) is "uz") ? "uz" : "ru";
    }

    private static string? OtherAlphabet(string text)
    {
        foreach (var c in text)
        {
            switch (c)
            {
                case >= '\u0370' and <= '\u03ff': return "el";
                case >= '\u0590' and <= '\u05ff': return "he";
                case >= '\u0600' and <= '\u06ff': return "ar";
                case >= '\u10a0' and <= '\u10ff': return "ka";
                case >= '\u3040' and <= '\u30ff': return "ja";
                case >= '\u4e00' and <= '\u9fff': return "zh";
                case >= '\uac00' and <= '\ud7af': return "ko";
            }
        }

        return null;
    }

    private static void Vote(Dictionary<string, int> votes, string word)
    {
        if (Small.TryGetValue(word, out var language)) votes[language] = votes.GetValueOrDefault(language) + 2;
        else if (word.Length > 5 && (word.EndsWith("lar", StringComparison.Ordinal) || word.EndsWith("ning", StringComparison.Ordinal)))
            votes["uz"] = votes.GetValueOrDefault("uz") + 1;
    }

    private static Dictionary<string, string> Table()
    {
        var table = new Dictionary<string, string>();
        Add("en", "the of and with for in to from organic free");
        Add("de", "der die das und mit ohne aus fur vom bio");
        Add("fr", "de le la les des du aux au et avec sans pour a");
        Add("es", "el los las y con sin para del");
        Add("it", "il di con senza e alla al della");
        Add("pt", "o os com sem e do da");
        Add("nl", "het een met zonder en van");
        Add("pl", "z i na bez do ze");
        Add("uz", "va uchun bilan yangi arzon erkaklar ayollar bolalar katta kichik va ва учун билан янги арзон катта кичик");
        return table;

        void Add(string language, string words)
        {
            foreach (var word in words.Split(' ')) table.TryAdd(word, language);
        }
    }

    private static string[] Words(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
