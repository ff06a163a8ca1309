using System.Globalization;
using System.Text;
using Marketplace.Ports.Search;

namespace Marketplace.Adapters.Search.Postgres;

/// <summary>Words in PostgreSQL's own notation; whatever a word holds, it stays one quoted lexeme.</summary>
internal static class Lexemes
{
    private const int LastPosition = 16_000;
    private static readonly char[] Labels = ['A', 'B', 'C', 'D'];

    /// <summary>A product's words as a tsvector: zones are labels A to D.</summary>
    public static string Vector(IReadOnlyList<IndexedWord> words)
    {
        var text = new StringBuilder(words.Count * 16);
        foreach (var places in words.GroupBy(w => w.Word, StringComparer.Ordinal))
        {
            if (text.Length > 0) text.Append(' ');
            Quote(text, places.Key).Append(':');
            var first = true;
            foreach (var place in places.Take(64))
            {
                if (!first) text.Append(',');
                first = false;
                text.Append(CultureInfo.InvariantCulture, $"{Math.Clamp(place.Position, 1, LastPosition)}{Labels[Math.Clamp(place.Zone, 0, 3)]}");
            }
        }

        return text.ToString();
    }

    /// <summary>Any of the forms as a tsquery, in any zone or only in those of the labels.</summary>
    public static string Any(IEnumerable<IndexForm> forms, string labels = "")
    {
        var text = new StringBuilder();
        foreach (var form in forms)
        {
            if (text.Length > 0) text.Append('|');
            var words = form.Word.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            text.Append('(');
            for (var i = 0; i < words.Length; i++)
            {
                if (i > 0) text.Append('&');
                Quote(text, words[i]);
                if (labels.Length > 0) text.Append(':').Append(labels);
            }

            text.Append(')');
        }

        return text.ToString();
    }

    private static StringBuilder Quote(StringBuilder text, string word)
    {
        text.Append('\'');
        foreach (var c in word)
        {
            if (c is '\'' or '\\') text.Append(c);
            text.Append(c);
        }

        return text.Append('\'');
    }
}
