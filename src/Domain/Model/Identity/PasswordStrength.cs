using System.Text;

namespace Marketplace.Domain.Identity;

/// <summary>Refuses passwords that guessers try first (S1): known favourites, patterns, and the owner's own words.</summary>
public static class PasswordStrength
{
    /// <summary>Shortest password.</summary>
    public const int Shortest = 8;

    /// <summary>Longest password; more only costs work.</summary>
    public const int Longest = 256;

    // The rows of keyboards and alphabets along which fingers walk, forwards and backwards.
    private static readonly string[] Walks = [.. new[]
    {
        "01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm",
        "qwertyuiopasdfghjklzxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/", "qazwsxedcrfvtgbyhnujmikolp",
        "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "йцукенгшщзхъфывапролджэячсмитьбю", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "q1w2e3r4t5y6u7i8o9p0", "1q2w3e4r5t6y7u8i9o0p", "qwerty123456", "йцукен123456", "147258369", "159357", "741852963",
    }.SelectMany(w => new[] { w, new string([.. w.Reverse()]) })];

    /// <summary>True when a guesser would try this early; <paramref name="own"/> are the person's name and addresses.</summary>
    public static bool IsWeak(string password, params IEnumerable<string?> own)
    {
        var plain = Plain(password);
        var bare = Bare(plain);
        return plain.Distinct().Count() <= 2
            || Repeats(plain)
            || Walks.Any(w => w.Contains(plain, StringComparison.Ordinal) || IsTwoWalks(plain, w))
            || GuessedFirst.Words.Contains(plain)
            || GuessedFirst.Words.Contains(bare)
            || (bare.Length == 0 && IsDate(plain))
            || own.Any(word => IsOwn(plain, bare, word));
    }

    // Case, outer blanks and the usual replacements of letters add nothing for a guesser.
    private static string Plain(string password)
    {
        var wellFormed = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(password));
        return wellFormed.Normalize(NormalizationForm.FormKC).Trim().ToLowerInvariant();
    }

    // A word with numbers and signs around it, and letters written as signs.
    private static string Bare(string plain)
    {
        var core = plain.Trim("0123456789!?.,*#@$%&_-+= ".ToCharArray());
        var letters = core.Select(c => c switch { '0' => 'o', '1' => 'i', '3' => 'e', '4' => 'a', '5' => 's', '@' => 'a', '$' => 's', _ => c });
        return string.Concat(letters.Where(char.IsLetter));
    }

    private static bool Repeats(string plain)
    {
        for (var period = 1; period <= plain.Length / 2; period++)
        {
            var repeated = true;
            for (var i = period; i < plain.Length && repeated; i++) repeated = plain[i] == plain[i - period];
            if (repeated && (period <= 4 || GuessedFirst.Words.Contains(plain[..period]))) return true;
        }

        return false;
    }

    // "qwerty1234": a walk on letters and one on digits.
    private static bool IsTwoWalks(string plain, string walk)
    {
        var split = plain.AsSpan().IndexOfAnyInRange('0', '9');
        return split >= 3 && walk.Contains(plain[..split], StringComparison.Ordinal)
            && Walks.Any(w => w.Contains(plain[split..], StringComparison.Ordinal));
    }

    // Eight digits that are a day of the last or this century, in any usual order.
    private static bool IsDate(string plain)
    {
        if (plain.Length != 8 || !plain.All(char.IsAsciiDigit)) return false;
        var (a, b, year) = (Number(plain[..2]), Number(plain[2..4]), Number(plain[4..]));
        var (first, month, day) = (Number(plain[..4]), Number(plain[4..6]), Number(plain[6..]));
        return IsDay(year, a, b) || IsDay(year, b, a) || IsDay(first, month, day);
    }

    private static bool IsDay(int year, int month, int day) => year is >= 1930 and <= 2039 && month is >= 1 and <= 12 && day is >= 1 and <= 31;

    private static int Number(string digits) => int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);

    private static bool IsOwn(string plain, string bare, string? word)
    {
        if (word is null || Plain(word) is not { Length: >= 4 } own) return false;
        var local = own.Contains('@', StringComparison.Ordinal) ? own[..own.IndexOf('@', StringComparison.Ordinal)] : own;
        var digits = string.Concat(own.Where(char.IsAsciiDigit));
        return plain == own || (local.Length >= 4 && (plain == local || bare == Bare(local) && bare.Length >= 4))
            || (own.StartsWith('+') && plain.Length >= 7 && digits.EndsWith(string.Concat(plain.Where(char.IsAsciiDigit)), StringComparison.Ordinal)
                && plain.All(c => char.IsAsciiDigit(c) || c == '+'));
    }
}
