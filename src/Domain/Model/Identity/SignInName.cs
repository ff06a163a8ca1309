using System.Text;

namespace Marketplace.Domain.Identity;

/// <summary>What a person signs in with, in the one spelling under which it is stored and compared.</summary>
public static class SignInName
{
    private const int LongestEmail = 254;

    /// <summary>The canonical spelling of an e-mail address; null when it cannot be one.</summary>
    public static string? Email(string? text)
    {
        if (text is null || text.Length > LongestEmail || !IsPlain(text)) return null;
        var email = text.Trim().Normalize(NormalizationForm.FormC).ToLowerInvariant();
        var (at, dot) = (email.IndexOf('@'), email.LastIndexOf('.'));

        var oneAt = at > 0 && at == email.LastIndexOf('@');
        return oneAt && dot > at + 1 && dot < email.Length - 1 && !email.Any(char.IsWhiteSpace) ? email : null;
    }

    /// <summary>The canonical (E.164) spelling of a phone number; null when it cannot be one.</summary>
    public static string? Phone(string? text)
    {
        if (text is null || text.Length > 40 || !text.TrimStart().StartsWith('+')) return null;
        var digits = new StringBuilder("+");
        foreach (var c in text.Trim()[1..])
        {
            if (char.IsAsciiDigit(c)) digits.Append(c);
            else if (c is not (' ' or '-' or '(' or ')' or '.')) return null;
        }

        return digits.Length is >= 8 and <= 16 && digits[1] != '0' ? digits.ToString() : null;
    }

    // Text with a lone surrogate has no normal form, and control characters have no place in an address.
    private static bool IsPlain(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i])) return false;
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }

        return true;
    }
}
