using FluentValidation;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;

namespace Marketplace.Application.Identity;

/// <summary>Rules for text that people type in.</summary>
internal static class TextRules
{
    private static readonly HashSet<string> Locales = new(StringComparer.Ordinal) { "ru", "uz", "kk", "en" };

    /// <summary>One line without control characters, between the given lengths.</summary>
    public static IRuleBuilderOptions<T, string> Line<T>(this IRuleBuilder<T, string> rule, int shortest, int longest) =>
        rule.NotNull().WithErrorCode("required")
        .Must(text => text is null || (text.Trim().Length >= shortest && text.Length <= longest)).WithErrorCode("length")
        .WithMessage($"Write {shortest} to {longest} characters.")
        .Must(text => text is null || !text.Any(char.IsControl)).WithErrorCode("control-characters")
        .WithMessage("Leave out control characters.");

    /// <summary>A password: 8–256 characters of any kind (S1).</summary>
    public static IRuleBuilderOptions<T, string> Password<T>(this IRuleBuilder<T, string> rule) => rule
        .NotNull().WithErrorCode("required")
        .Must(p => p is null || p.Length is >= PasswordStrength.Shortest and <= PasswordStrength.Longest)
            .WithErrorCode("length").WithMessage("Choose 8 to 256 characters.")
        .Must(p => p is null or { Length: < PasswordStrength.Shortest or > PasswordStrength.Longest } || !PasswordStrength.IsWeak(p))
            .WithErrorCode("too-common").WithMessage("This password is easily guessed; choose another one.");

    /// <summary>Just one of e-mail address and phone number.</summary>
    public static void OneName<T>(
        this AbstractValidator<T> rules, System.Linq.Expressions.Expression<Func<T, string?>> email,
        System.Linq.Expressions.Expression<Func<T, string?>> phone)
    {
        var (emailOf, phoneOf) = (email.Compile(), phone.Compile());
        rules.RuleFor(email).NotNull().When(r => phoneOf(r) is null).WithErrorCode("required")
            .WithMessage("Give an e-mail address or a phone number.");
        rules.RuleFor(phone).Null().When(r => emailOf(r) is not null).WithErrorCode("one-name")
            .WithMessage("Give one of e-mail and phone.");
    }

    /// <summary>A code of six digits.</summary>
    public static IRuleBuilderOptions<T, string> SixDigits<T>(this IRuleBuilder<T, string> rule) => rule
        .NotNull().WithErrorCode("required")
        .Must(c => c is null || (c.Length == Totp.Digits && c.All(char.IsAsciiDigit))).WithErrorCode("code")
            .WithMessage("A code has six digits.");

    /// <summary>A code of the authenticator app or a recovery code.</summary>
    public static IRuleBuilderOptions<T, string> AnyCode<T>(this IRuleBuilder<T, string> rule) => rule
        .NotNull().WithErrorCode("required")
        .Must(c => c is null || c.Length is >= Totp.Digits and <= 24).WithErrorCode("code")
            .WithMessage("Give six digits of the app, or a recovery code.");

    /// <summary>A language the marketplace speaks.</summary>
    public static IRuleBuilderOptions<T, string> Locale<T>(this IRuleBuilder<T, string> rule) => rule
        .Must(l => l is null || Locales.Contains(l)).WithErrorCode("unknown-locale")
            .WithMessage("Choose ru, uz, kk or en.");

    /// <summary>An e-mail address, if there is one.</summary>
    public static IRuleBuilderOptions<T, string?> Email<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(e => e is null || SignInName.Email(e) is not null).WithErrorCode("email")
            .WithMessage("This is not an e-mail address.");

    /// <summary>A phone number, if there is one.</summary>
    public static IRuleBuilderOptions<T, string?> Phone<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(p => p is null || SignInName.Phone(p) is not null).WithErrorCode("phone")
        .WithMessage("Write the number with country code: +998901234567.");
}

/// <summary>What a delivery address must look like.</summary>
internal sealed class AddressRules : AbstractValidator<Address>
{
    public AddressRules()
    {
        RuleFor(a => a.Country).NotNull().WithErrorCode("required")
            .Must(c => c is { Length: 2 } && c.All(char.IsAsciiLetterUpper)).WithErrorCode("country")
            .WithMessage("Write the country as two capital letters.");
        RuleFor(a => a.Region).Line(0, 100);
        RuleFor(a => a.City).Line(1, 100);
        RuleFor(a => a.Street).Line(1, 200);
        RuleFor(a => a.PostalCode).Line(0, 16);
        RuleFor(a => a.RecipientName).Line(1, 100);
        RuleFor(a => a.Phone).NotNull().WithErrorCode("required").Phone();
        RuleFor(a => a.Note!).Line(0, 300).When(a => a.Note is not null);
    }
}
