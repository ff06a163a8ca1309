using Marketplace.Kernel;

namespace Marketplace.Domain.Catalog;

/// <summary>The automatic checks a card passes before the public sees it.</summary>
public static class CardChecks
{
    /// <summary>Shortest title.</summary>
    public const int TitleMin = 3;

    /// <summary>Longest title.</summary>
    public const int TitleMax = 200;

    /// <summary>Shortest description.</summary>
    public const int DescriptionMin = 10;

    /// <summary>Longest description.</summary>
    public const int DescriptionMax = 20_000;

    /// <summary>What is wrong with the content, by pointer; empty when it may be shown.</summary>
    public static IReadOnlyList<FieldError> Of(CardContent card, bool categoryKnown, bool offered)
    {
        var wrong = new List<FieldError>();
        Length("/title", card.Title, TitleMin, TitleMax);
        Length("/description", card.Description, DescriptionMin, DescriptionMax);
        if (!categoryKnown) wrong.Add(new FieldError("/categoryId", "category-unknown", "The category does not exist."));
        if (!offered) wrong.Add(new FieldError("/offers", "offer-missing", "At least one active offer with a price is needed."));
        return wrong;

        void Length(string pointer, string text, int min, int max)
        {
            var length = text.Trim().Length;
            if (length < min) wrong.Add(new FieldError(pointer, "too-short", $"At least {min} characters are needed."));
            if (length > max) wrong.Add(new FieldError(pointer, "too-long", $"At most {max} characters are allowed."));
        }
    }
}
