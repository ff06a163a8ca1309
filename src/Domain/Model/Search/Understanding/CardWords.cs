namespace Marketplace.Domain.Search;

/// <summary>Where on a card a word stands; the earlier, the more finding it says.</summary>
public enum CardZone
{
    /// <summary>The title.</summary>
    Title,

    /// <summary>Titles in other languages, tags, characteristics.</summary>
    About,

    /// <summary>Names of category and shop.</summary>
    Place,

    /// <summary>The description.</summary>
    Text,
}

/// <summary>A word of a card at its place.</summary>
public readonly record struct CardWord(string Word, CardZone Zone, int Position);

/// <summary>What a card says, zone by zone.</summary>
public sealed record CardTexts(
    string Title, IReadOnlyList<string> About, IReadOnlyList<string> Place, string Text);

/// <summary>Cuts a card into the words it is found by.</summary>
public static class CardWords
{
    private const int TitleMost = 64;
    private const int AboutMost = 160;
    private const int TextMost = 80;

    /// <summary>The words with their places; amounts stand beside their numbers in the smallest unit.</summary>
    public static IReadOnlyList<CardWord> Of(CardTexts card)
    {
        var words = new List<CardWord>(32);
        var next = Add(words, card.Title, CardZone.Title, 1, TitleMost);
        foreach (var text in card.About) next = Add(words, text, CardZone.About, next + 8, Math.Max(0, AboutMost - words.Count));
        foreach (var text in card.Place) next = Add(words, text, CardZone.Place, next + 8, 16);
        Add(words, card.Text, CardZone.Text, next + 8, TextMost);
        return words;
    }

    private static int Add(List<CardWord> words, string text, CardZone zone, int position, int most)
    {
        string? before = null;
        foreach (var word in Tokens.WordsOf(text, most))
        {
            if (before is not null && Units.Amount(before, word) is { } amount) words.Add(new CardWord(amount, zone, position - 1));
            words.Add(new CardWord(word, zone, position++));
            before = word;
        }

        return position;
    }
}

/// <summary>A stretch of a text that was searched for.</summary>
public readonly record struct Highlight(int Start, int Length);

/// <summary>Finds what to mark in a shown title.</summary>
public static class Highlights
{
    /// <summary>The stretches whose words are among the forms searched for, neighbours joined.</summary>
    public static IReadOnlyList<Highlight> In(string text, IReadOnlySet<string> forms)
    {
        var found = new List<Highlight>();
        foreach (var token in Tokens.Of(text, 64).Where(t => forms.Contains(t.Text))) found.Add(new Highlight(token.Start, token.Length));
        return found;
    }
}
