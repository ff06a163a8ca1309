namespace Marketplace.Domain.Search;

/// <summary>Why a word of the index may stand for a typed one.</summary>
public enum FormKind
{
    /// <summary>As typed.</summary>
    Typed,

    /// <summary>The same amount in other units.</summary>
    Amount,

    /// <summary>Another number or case of the word.</summary>
    Inflection,

    /// <summary>What is typed begins it.</summary>
    Completion,

    /// <summary>The same sound in another alphabet.</summary>
    Sound,

    /// <summary>A typing mistake away.</summary>
    Correction,

    /// <summary>Means the same, as the market's synonyms say.</summary>
    Synonym,
}

/// <summary>A word of the index that answers a typed word; several words with spaces answer together.</summary>
/// <param name="Weight">1 for the word itself, less the further it is from what was typed.</param>
public sealed record WordForm(string Word, double Weight, FormKind Kind);

/// <summary>One typed word with everything it may stand for, strongest first.</summary>
/// <param name="Rarity">How much finding it says; common words say little.</param>
/// <param name="Required">False for filler words: found or not, the card may answer.</param>
public sealed record ReadWord(string Typed, IReadOnlyList<WordForm> Forms, double Rarity, bool Required, bool Known);

/// <summary>A typed text as the index is asked for it.</summary>
/// <param name="Typed">The text, cut to its limit.</param>
/// <param name="Language">Guessed language of what was meant.</param>
/// <param name="Meant">The text as understood when that differs from what was typed, else null.</param>
public sealed record ReadQuery(string Typed, string Language, IReadOnlyList<ReadWord> Words, string? Meant)
{
    /// <summary>Every form of every word, for marking what was found.</summary>
    public IReadOnlySet<string> AllForms => Words.SelectMany(w => w.Forms).SelectMany(f => f.Word.Split(' ')).ToHashSet(StringComparer.Ordinal);
}

/// <summary>Words that mean the same: a word or phrase, and the words that may answer for it.</summary>
public sealed record Synonym(string Word, IReadOnlyList<string> Means);

/// <summary>How far reading goes to find something.</summary>
public enum ReadingWidth
{
    /// <summary>Words the index knows are taken as meant.</summary>
    Plain,

    /// <summary>Known words may be mistakes for others too; for texts that found nothing.</summary>
    Wide,
}
