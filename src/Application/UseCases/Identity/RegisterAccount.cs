using FluentValidation;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>Somebody wants an account and is signed in to it, whether the address is known or not.</summary>
/// <remarks>
/// Where addresses have to be proved, they become the account's only then: until that, a known and an unknown address lead
/// to the same account, the same answer and the same work. The letter tells them apart, and only its reader sees it.
/// </remarks>
public sealed record RegisterAccount(
    string? Email, string? Phone, string Password, string Name, string Locale, string? Device)
{
    /// <summary>What was agreed to along with it.</summary>
    public IReadOnlyList<GivenConsent>? Consents { get; init; }

    public override string ToString() => "RegisterAccount ***";
}

public sealed class RegisterAccountValidator : AbstractValidator<RegisterAccount>
{
    public RegisterAccountValidator()
    {
        RuleFor(r => r.Email).Email();
        RuleFor(r => r.Phone).Phone();
        RuleFor(r => r.Email).NotNull().When(r => r.Phone is null).WithErrorCode("required")
            .WithMessage("Give an e-mail address or a phone number.");
        RuleFor(r => r.Password).Password();
        RuleFor(r => r.Password).Must((r, p) => p is null || !PasswordStrength.IsWeak(p, r.Email, r.Phone, r.Name))
            .When(r => r.Password is { Length: >= PasswordStrength.Shortest and <= PasswordStrength.Longest } p
                && !PasswordStrength.IsWeak(p))
            .WithErrorCode("too-common").WithMessage("This password is easily guessed; choose another one.");
        RuleFor(r => r.Name).Line(1, 100);
        RuleFor(r => r.Consents).Must(c => c is null || (c.Count <= 10 && c.All(x => x is not null))).WithErrorCode("count").WithMessage("Ten consents at most.");
        RuleFor(r => r.Locale).NotNull().WithErrorCode("required").Locale();
    }
}

public sealed class RegisterAccountHandler(
    IUsers users, ILetters letters, IPasswordHasher passwords, ConsentParts consents, SessionParts parts)
    : IUseCase<RegisterAccount, SignedIn>
{
    public async Task<Result<SignedIn>> Handle(RegisterAccount request, CancellationToken ct)
    {
        var (email, phone) = (SignInName.Email(request.Email), SignInName.Phone(request.Phone));
        var known = await users.FindBySignInName(email, phone, ct) is not null;
        if ((await passwords.Hash(request.Password, ct)).Failed(out var busy, out var hash)) return busy;

        var at = consents.Clock.GetUtcNow();
        var (id, name) = (UserId.New(at), request.Name.Trim());
        var proveFirst = known || consents.Terms.Current.ConfirmationRequired;
        var registered = proveFirst
            ? User.RegisterNameless(id, hash, email is null ? "phone" : "email", name, request.Locale, at)
            : User.Register(id, new Credentials(email, phone, hash), name, request.Locale, at);
        if (registered.Failed(out var refusal, out var user)) return refusal;
        if ((await consents.GiveAll(id, request.Consents, request.Locale, ct)).Failed(out var missing)) return missing;

        users.Add(user);
        if (proveFirst)
        {
            if (email is not null) letters.Ask(user, new(ContactAddress.Email, email), parts.Tokens.Now);
            if (phone is not null) letters.Ask(user, new(ContactAddress.Sms, phone), parts.Tokens.Now);
        }

        return await SessionOpening.Begin(user, request.Device, parts, ct);
    }
}
