using System.Buffers;
using System.Globalization;

namespace Marketplace.Domain.Search;

/// <summary>A word of a text: its folded form, and where it stands in the text as written.</summary>
public readonly record struct Token(string Text, int Start, int Length);

/// <summary>Cuts a text into words the same way for cards and queries.</summary>
/// <remarks>Letters and digits part (<c>500мл</c> is <c>500</c> and <c>мл</c>), numbers keep their decimals, Chinese characters stand alone.</remarks>
public static class Tokens
{
    private static readonly SearchValues<char> Inner = SearchValues.Create("'’‘ʻʼ`´,");

    /// <summary>Longest word kept whole.</summary>
    public const int LongestWord = 40;

    /// <summary>The words of a text, at most so many.</summary>
    public static List<Token> Of(string text, int limit = 256)
    {
        var tokens = new List<Token>(Math.Min(limit, 16));
        for (var i = 0; i < text.Length && tokens.Count < limit;)
        {
            var end = EndOfWord(text, i);
            if (end == i)
            {
                i++;
                continue;
            }

            var word = Folding.Fold(WithoutApostrophes(text.AsSpan(i, Math.Min(end - i, LongestWord))));
            if (word.Length > 0) tokens.Add(new Token(word, i, end - i));
            i = end;
        }

        return tokens;
    }

    /// <summary>The folded words alone.</summary>
    public static string[] WordsOf(string text, int limit = 256) => [.. Of(text, limit).Select(t => t.Text)];

    private static int EndOfWord(string text, int start)
    {
        var c = text[start];
        if (IsIdeograph(c)) return start + 1;
        if (char.IsDigit(c)) return EndOfNumber(text, start);
        if (!IsLetter(c)) return start;
        var i = start + 1;
        while (i < text.Length && (IsLetter(text[i]) || IsMark(text[i]) || IsInnerApostrophe(text, i)))
        {
            if (IsIdeograph(text[i])) break;
            i++;
        }

        return i;
    }

    private static int EndOfNumber(string text, int start)
    {
        var i = start + 1;
        while (i < text.Length && char.IsDigit(text[i])) i++;
        if (i + 1 >= text.Length || text[i] is not ('.' or ',') || !char.IsDigit(text[i + 1])) return i;
        var decimals = i + 1;
        while (decimals < text.Length && char.IsDigit(text[decimals])) decimals++;

        // One or two digits after the comma are decimals; three are thousands, which people write in too many ways to join.
        return decimals - i <= 3 ? decimals : i;
    }

    // oʻzbek and kellogg's are one word, l'eau is two.
    private static bool IsInnerApostrophe(string text, int at)
    {
        if (!IsApostrophe(text[at]) || at + 1 >= text.Length || !IsLetter(text[at + 1])) return false;
        if (char.ToLowerInvariant(text[at - 1]) is 'o' or 'g' or 'a' or 'e' or 'i') return true;
        return char.ToLowerInvariant(text[at + 1]) is 's' or 't' && (at + 2 >= text.Length || !IsLetter(text[at + 2]));
    }

    private static ReadOnlySpan<char> WithoutApostrophes(ReadOnlySpan<char> word)
    {
        if (!word.ContainsAny(Inner)) return word;
        var kept = new char[word.Length];
        var length = 0;
        foreach (var c in word)
        {
            if (IsApostrophe(c)) continue;
            kept[length++] = c == ',' ? '.' : c;
        }

        return kept.AsSpan(0, length);
    }

    private static bool IsApostrophe(char c) => c is '\'' or '’' or '‘' or 'ʻ' or 'ʼ' or '`' or '´';

    private static bool IsLetter(char c) => char.IsLetter(c) && c is not ('ʻ' or 'ʼ');

    private static bool IsMark(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsIdeograph(char c) => c is >= '\u3040' and <= '\u9fff';
}
