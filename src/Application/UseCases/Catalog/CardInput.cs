using FluentValidation;
using Marketplace.Domain.Catalog;

namespace Marketplace.Application.Catalog;

/// <summary>Sizes of card content that are accepted at all; <see cref="CardChecks"/> decides what the public may see.</summary>
public sealed class CardContentValidator : AbstractValidator<CardContent>
{
    private static readonly string[] Locales = ["ru", "uz", "en", "kk"];

    /// <summary>The rules.</summary>
    public CardContentValidator()
    {
        RuleFor(c => c.Title).NotNull().MaximumLength(500);
        RuleFor(c => c.Description).NotNull().MaximumLength(50_000);
        RuleFor(c => c.Attributes).Must(Short).WithMessage("Up to 100 attributes, names up to 100, values up to 1000 characters.");
        RuleFor(c => c.Tags).Must(t => t.Count <= 30 && t.All(w => w.Length is > 0 and <= 50))
            .WithMessage("Up to 30 tags of 1 to 50 characters.");
        RuleFor(c => c.Images).Must(i => i.Count <= 20 && i.All(IsAddress))
            .WithMessage("Up to 20 https addresses or /media paths.");
        RuleFor(c => c.Translations).Must(t => t.All(p => Locales.Contains(p.Key) && Fits(p.Value)))
            .WithMessage("Translations are for ru, uz, en or kk, with a title up to 500 and a description up to 50000 characters.");
    }

    /// <summary>Attributes that fit.</summary>
    public static bool Short(IReadOnlyDictionary<string, string> attributes) =>
        attributes.Count <= 100 && attributes.All(a => a.Key.Length is > 0 and <= 100 && a.Value is { Length: <= 1000 });

    private static bool Fits(CardText text) => text is { Title.Length: <= 500, Description.Length: <= 50_000 };

    private static bool IsAddress(string image) => image.Length <= 500
        && (image.StartsWith("/media/", StringComparison.Ordinal)
            || (Uri.TryCreate(image, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps));
}

/// <summary>Sizes of a variant that are accepted.</summary>
public sealed class VariantContentValidator : AbstractValidator<VariantContent>
{
    /// <summary>The rules.</summary>
    public VariantContentValidator()
    {
        RuleFor(v => v.Attributes).Must(CardContentValidator.Short)
            .WithMessage("Up to 100 attributes, names up to 100, values up to 1000 characters.");
        RuleFor(v => v.Gtin).Must(g => g is null || IsGtin(g))
            .WithMessage("A GTIN has 8, 12, 13 or 14 digits, the last a check digit.");
    }

    private static bool IsGtin(string code)
    {
        if (code.Length is not (8 or 12 or 13 or 14) || !code.All(char.IsAsciiDigit)) return false;
        var sum = code.Reverse().Select((c, i) => (c - '0') * (i % 2 == 1 ? 3 : 1)).Sum();
        return sum % 10 == 0;
    }
}
