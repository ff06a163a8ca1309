namespace Marketplace.Domain.Search;

/// <summary>What a text would be if it was typed in the other keyboard layout: <c>rhjdfnm</c> is <c>кровать</c>.</summary>
public static class KeyboardLayout
{
    private const string Latin = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>";
    private const string Cyrillic = "ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ";

    /// <summary>Latin keys as Cyrillic letters; punctuation keys are letters too, so convert before cutting into words.</summary>
    public static string ToCyrillic(string typed) => Convert(typed, Latin, Cyrillic);

    /// <summary>Cyrillic keys as Latin letters.</summary>
    public static string ToLatin(string typed) => Convert(typed, Cyrillic, Latin);

    /// <summary>The text typed on the other layout, or null when it has keys of neither alphabet or of both.</summary>
    public static string? Other(string typed)
    {
        var (latin, cyrillic) = (typed.Any(Folding.IsLatin), typed.Any(Folding.IsCyrillic));
        if (latin == cyrillic) return null;
        return latin ? ToCyrillic(typed) : ToLatin(typed);
    }

    private static string Convert(string typed, string from, string to) => string.Create(typed.Length, (typed, from, to), static (letters, s) =>
    {
        for (var i = 0; i < letters.Length; i++)
            letters[i] = s.from.IndexOf(s.typed[i], StringComparison.Ordinal) is >= 0 and var at ? s.to[at] : s.typed[i];
    });
}
