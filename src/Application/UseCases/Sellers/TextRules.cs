using FluentValidation;

namespace Marketplace.Application.Sellers;

/// <summary>Rules for text that sellers and moderators type in.</summary>
internal static class TextRules
{
    /// <summary>One line without control characters, between the given lengths.</summary>
    public static IRuleBuilderOptions<T, string> Line<T>(this IRuleBuilder<T, string> rule, int shortest, int longest) =>
        rule.NotNull().WithErrorCode("required")
        .Must(text => text is null || (text.Trim().Length >= shortest && text.Length <= longest)).WithErrorCode("length")
        .WithMessage($"Write {shortest} to {longest} characters.")
        .Must(text => text is null || !text.Any(char.IsControl)).WithErrorCode("control-characters")
        .WithMessage("Leave out control characters.");

    /// <summary>Several lines up to a length.</summary>
    public static IRuleBuilderOptions<T, string> Prose<T>(this IRuleBuilder<T, string> rule, int longest) => rule
        .MaximumLength(longest).WithErrorCode("length").WithMessage($"Write at most {longest} characters.")
        .Must(text => text is null || !text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
        .WithErrorCode("control-characters").WithMessage("Leave out control characters.");
}
