using System.Globalization;
using System.Text;

namespace Marketplace.Domain.Search;

/// <summary>Brings spellings of one word together: case, compatibility forms, accents, ё, look-alike letters of two alphabets.</summary>
public static class Folding
{
    private const string CyrillicTwins = "аеорсухкмтвні";
    private const string LatinTwins = "aeopcyxkmtbhi";

    /// <summary>The folded form: lower case, no accents on Latin, Greek and Arabic letters; Cyrillic keeps й, ў and ї apart from и, у.</summary>
    public static string Fold(ReadOnlySpan<char> text)
    {
        if (IsPlain(text)) return text.ToString();
        var open = text.ToString().Normalize(NormalizationForm.FormKD).ToLowerInvariant();
        var folded = new StringBuilder(open.Length);
        var last = '\0';
        foreach (var c in open)
        {
            if (char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark && IsDropped(c, last)) continue;
            last = c;
            if (Replacement(c) is { } other) folded.Append(other);
            else folded.Append(c);
        }

        return OneAlphabet(folded.ToString().Normalize(NormalizationForm.FormC));
    }

    /// <summary>Which alphabet a folded word is written in.</summary>
    public static Alphabet AlphabetOf(string word)
    {
        var (latin, cyrillic, digits) = (0, 0, 0);
        foreach (var c in word)
        {
            if (IsLatin(c)) latin++;
            else if (IsCyrillic(c)) cyrillic++;
            else if (char.IsAsciiDigit(c) || c == '.') digits++;
        }

        if (digits == word.Length) return Alphabet.Digits;
        if (latin > 0 && cyrillic == 0) return Alphabet.Latin;
        return cyrillic > 0 && latin == 0 ? Alphabet.Cyrillic : Alphabet.Other;
    }

    internal static bool IsLatin(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    internal static bool IsCyrillic(char c) => c is >= '\u0400' and <= '\u052f';

    private static bool IsPlain(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9'))) return IsPlainCyrillic(text);
        return true;
    }

    private static bool IsPlainCyrillic(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (c is not ((>= '0' and <= '9') or (>= 'а' and <= 'я'))) return false;
        return true;
    }

    private static bool IsDropped(char mark, char letter)
    {
        if (!IsCyrillic(letter)) return letter < '\u0900';
        return mark switch
        {
            '\u0306' => false,
            '\u0308' => letter != 'і',
            _ => true,
        };
    }

    private static string? Replacement(char c) => c switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' => "d",
        'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        _ => null,
    };

    // Somebody types Cyrillic а in a Latin word or the other way round: the rarer alphabet gives way.
    private static string OneAlphabet(string word)
    {
        var (latin, cyrillic) = (word.Count(IsLatin), word.Count(IsCyrillic));
        if (latin == 0 || cyrillic == 0) return word;
        var (from, to) = latin > cyrillic ? (CyrillicTwins, LatinTwins) : (LatinTwins, CyrillicTwins);
        return string.Create(word.Length, (word, from, to), static (letters, s) =>
        {
            for (var i = 0; i < letters.Length; i++)
                letters[i] = s.from.IndexOf(s.word[i], StringComparison.Ordinal) is >= 0 and var at ? s.to[at] : s.word[i];
        });
    }
}

/// <summary>The letters a word is written in.</summary>
public enum Alphabet
{
    /// <summary>Latin letters.</summary>
    Latin,

    /// <summary>Cyrillic letters.</summary>
    Cyrillic,

    /// <summary>A number.</summary>
    Digits,

    /// <summary>Another alphabet, or a mixture.</summary>
    Other,
}
