using System.Buffers;

namespace Marketplace.Domain.Search;

/// <summary>Decides which parts of a text were typed on the wrong keyboard layout.</summary>
internal static class LayoutChoice
{
    // Surer than this by so much of the text's letters, the other layout is what was meant.
    private const double Margin = 0.15;

    // Punctuation that is a letter on the Russian layout: a word with it is in doubt even when all its pieces are words.
    private static readonly SearchValues<char> LetterKeys = SearchValues.Create("`[];',.{}:\"<>~");

    /// <summary>The words meant, part by part; and whether anything was converted.</summary>
    public static (List<string> Words, bool Converted) Of(string text, Lexicon lexicon)
    {
        var parts = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(p => Part.Of(p, lexicon)).ToArray();
        var letters = parts.Sum(p => p.Letters);
        var whole = parts.Sum(p => p.OtherSureness * p.Letters) > parts.Sum(p => p.Sureness * p.Letters) + (Margin * letters);
        var words = new List<string>();
        var converted = false;
        foreach (var part in parts)
        {
            var other = part.Other is not null && (whole
                ? part.OtherSureness > 0 || part.Sureness == 0
                : part.Sureness == 0 && part.OtherSureness >= 0.99);
            converted |= other;
            words.AddRange(other ? part.Other! : part.Direct);
        }

        return (words, converted);
    }

    private sealed record Part(string[] Direct, string[]? Other, double Sureness, double OtherSureness, int Letters)
    {
        public static Part Of(string text, Lexicon lexicon)
        {
            var direct = Tokens.WordsOf(text, 16);
            var sureness = SurenessOf(direct, lexicon);
            var letters = Math.Max(1, text.Count(char.IsLetterOrDigit));
            var doubtful = sureness < 1 || text.AsSpan().IndexOfAny(LetterKeys) >= 0;
            if (!doubtful || KeyboardLayout.Other(text) is not { } typed) return new Part(direct, null, sureness, 0, letters);

            var other = Tokens.WordsOf(typed, 16);
            var otherSureness = SurenessOf(other, lexicon);
            // A comma after a word is mostly a comma; at times it is the letter б.
            var trimmed = text.TrimEnd(',', '.', ';', ':');
            if (otherSureness < 1 && trimmed.Length is > 0 and var length && length < text.Length)
            {
                var shorter = Tokens.WordsOf(KeyboardLayout.Other(trimmed) ?? trimmed, 16);
                if (SurenessOf(shorter, lexicon) is var better && better > otherSureness) (other, otherSureness) = (shorter, better);
            }

            return new Part(direct, other, sureness, otherSureness, letters);
        }

        private static double SurenessOf(string[] words, Lexicon lexicon)
        {
            var (sure, letters) = (0.0, 0);
            foreach (var word in words)
            {
                letters += word.Length;
                sure += word.Length * Sure(word, lexicon);
            }

            return letters == 0 ? 0 : sure / letters;
        }

        private static double Sure(string word, Lexicon lexicon)
        {
            if (lexicon.Frequency(word) > 0 || char.IsAsciiDigit(word[0])) return 1;
            if (word.Length >= 2 && lexicon.Completions(word, 1).Count > 0) return 0.7;
            if (word.Length >= 4 && lexicon.SoundingLike(word, 1).Count > 0) return 0.6;
            return word.Length >= 5 && lexicon.Near(word, 1, 1).Count > 0 ? 0.5 : 0;
        }
    }
}
