using System.Collections.Frozen;
using System.Text;

namespace Marketplace.Domain.Search;

/// <summary>Cyrillic and Latin spellings of one word: Russian, Uzbek and Kazakh.</summary>
public static class Transliteration
{
    private static readonly FrozenDictionary<char, string> Letters = new Dictionary<char, string>
    {
        ['а'] = "a", ['б'] = "b", ['в'] = "v", ['г'] = "g", ['д'] = "d", ['е'] = "e", ['ё'] = "yo", ['ж'] = "zh", ['з'] = "z", ['и'] = "i",
        ['й'] = "y", ['к'] = "k", ['л'] = "l", ['м'] = "m", ['н'] = "n", ['о'] = "o", ['п'] = "p", ['р'] = "r", ['с'] = "s", ['т'] = "t",
        ['у'] = "u", ['ф'] = "f", ['х'] = "h", ['ц'] = "ts", ['ч'] = "ch", ['ш'] = "sh", ['щ'] = "shch", ['ъ'] = "", ['ы'] = "y", ['ь'] = "",
        ['э'] = "e", ['ю'] = "yu", ['я'] = "ya", ['ў'] = "o", ['қ'] = "q", ['ғ'] = "g", ['ҳ'] = "h", ['ә'] = "a", ['і'] = "i", ['ң'] = "n",
        ['ө'] = "o", ['ұ'] = "u", ['ү'] = "u", ['һ'] = "h", ['є'] = "ye", ['ї'] = "yi", ['ґ'] = "g",
    }.ToFrozenDictionary();

    private static readonly (string Latin, string Cyrillic)[] Russian =
    [
        ("shch", "щ"), ("sch", "щ"), ("yo", "ё"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"), ("yu", "ю"), ("ya", "я"),
        ("ju", "ю"), ("ja", "я"), ("a", "а"), ("b", "б"), ("c", "к"), ("v", "в"), ("w", "в"), ("g", "г"), ("d", "д"), ("e", "е"), ("z", "з"),
        ("i", "и"), ("y", "й"), ("j", "й"), ("k", "к"), ("q", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("r", "р"),
        ("s", "с"), ("t", "т"), ("u", "у"), ("f", "ф"), ("h", "х"), ("x", "кс"),
    ];

    private static readonly (string Latin, string Cyrillic)[] Uzbek =
        [("o'", "ў"), ("g'", "ғ"), ("x", "х"), ("h", "ҳ"), ("q", "қ"), ("j", "ж"), ("ye", "е"), .. Russian];

    private static readonly (string Latin, string Cyrillic)[] Kazakh =
        [("gh", "ғ"), ("ng", "ң"), ("q", "қ"), ("j", "ж"), ("w", "у"), ("x", "х"), .. Russian];

    private static readonly (string From, string To)[] Sounds =
    [
        ("shch", "S"), ("sch", "S"), ("sh", "S"), ("zh", "J"), ("kh", "h"), ("ch", "C"), ("ts", "c"), ("tz", "c"), ("yo", "e"), ("ye", "e"),
        ("ph", "f"), ("ck", "k"), ("qu", "kv"), ("gh", "g"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"), ("q", "k"), ("w", "v"),
        ("y", "i"), ("z", "z"),
    ];

    /// <summary>A Cyrillic word in Latin letters, the way most people type it.</summary>
    public static string ToLatin(string word)
    {
        var latin = new StringBuilder(word.Length + 4);
        foreach (var c in word)
        {
            if (Letters.TryGetValue(c, out var letters)) latin.Append(letters);
            else latin.Append(c);
        }

        return latin.ToString();
    }

    /// <summary>A Latin word in the Cyrillic letters of a language (<c>ru</c>, <c>uz</c>, <c>kk</c>); one of several possible spellings.</summary>
    public static string ToCyrillic(string word, string language)
    {
        var table = language switch { "uz" => Uzbek, "kk" => Kazakh, _ => Russian };
        return Rewrite(word.Replace('ʻ', '\'').Replace('‘', '\'').Replace('’', '\''), table);
    }

    /// <summary>What remains of a word whichever alphabet and habit of transliteration it is written in; equal for <c>сырный</c>, <c>syrnyy</c>, <c>sirniy</c>.</summary>
    /// <remarks>Letters with two readings (x, j) give several skeletons.</remarks>
    public static IReadOnlyList<string> Skeletons(string word)
    {
        var latin = ToLatin(word);
        var first = Skeleton(latin.Replace("j", "J", StringComparison.Ordinal).Replace("x", "ks", StringComparison.Ordinal));
        if (latin.AsSpan().IndexOfAny('x', 'j') < 0) return [first];
        var second = Skeleton(latin.Replace("j", "y", StringComparison.Ordinal).Replace("x", "h", StringComparison.Ordinal));
        return first == second ? [first] : [first, second];
    }

    private static string Skeleton(string latin)
    {
        var sounds = Rewrite(latin, Sounds);
        var bare = new StringBuilder(sounds.Length);
        foreach (var c in sounds)
            if (c != '\'' && (bare.Length == 0 || bare[^1] != c || char.IsAsciiDigit(c))) bare.Append(c);
        return bare.ToString();
    }

    private static string Rewrite(string word, (string From, string To)[] table)
    {
        var written = new StringBuilder(word.Length);
        for (var i = 0; i < word.Length;)
        {
            var rest = word.AsSpan(i);
            var step = 0;
            foreach (var (from, to) in table)
            {
                if (!rest.StartsWith(from, StringComparison.Ordinal)) continue;
                written.Append(to);
                step = from.Length;
                break;
            }

            if (step == 0) written.Append(word[i]);
            i += Math.Max(step, 1);
        }

        return written.ToString();
    }
}
