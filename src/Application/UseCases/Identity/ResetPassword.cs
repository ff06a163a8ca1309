using FluentValidation;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>Whoever reads the account's mail or messages chooses a new password: by a link's token, or by phone and code.</summary>
public sealed record ResetPassword(string? Token, string? Phone, string? Code, string Password)
{
    public override string ToString() => "ResetPassword ***";
}

public sealed class ResetPasswordValidator : AbstractValidator<ResetPassword>
{
    public ResetPasswordValidator()
    {
        RuleFor(r => r.Token).NotNull().When(r => r.Phone is null).WithErrorCode("required")
            .WithMessage("Give the token of the link, or phone and code.");
        RuleFor(r => r.Phone).Null().When(r => r.Token is not null).WithErrorCode("one-proof")
            .WithMessage("Give the token, or phone and code.");
        RuleFor(r => r.Phone).Phone();
        RuleFor(r => r.Code!).SixDigits().When(r => r.Phone is not null);
        RuleFor(r => r.Password).Password();
    }
}

public sealed class ResetPasswordHandler(
    IUsers users, ILetters letters, IOneTimeSecrets secrets, IPasswordHasher passwords, AttemptCounting attempts,
    SessionParts parts)
    : IUseCase<ResetPassword, Proved>
{
    public async Task<Result<Proved>> Handle(ResetPassword request, CancellationToken ct)
    {
        var at = parts.Tokens.Now;
        if (await Presented(request, ct) is not { Purpose: LetterPurpose.ResetPassword } letter || !letter.IsGood(at))
            return new Proved(false);
        if (request.Token is null && !secrets.IsCode(letter.Id, request.Code ?? ""))
        {
            letter.Miss();
            return new Proved(false);
        }

        var (email, phone) = letter.Kind == ContactAddress.Email ? (letter.Address, (string?)null) : (null, letter.Address);
        if (await users.FindBySignInName(email, phone, ct) is not { } user) return new Proved(false);
        if (PasswordStrength.IsWeak(request.Password, user.Email, user.Phone, user.Name)) return UserErrors.WeakPassword;
        if ((await passwords.Hash(request.Password, ct)).Failed(out var busy, out var hash)) return busy;
        if (letter.Use(at).Failed(out var refusal)) return refusal;

        user.SetPassword(hash, "reset-password", at);

        // Answering the letter proved the address as well.
        if (email is not null && user.EmailConfirmedAt is null) user.ConfirmEmail(email, at);
        if (phone is not null && user.PhoneConfirmedAt is null) user.ConfirmPhone(phone, at);

        await SessionOpening.EndOthers(user.Id, null, "password_reset", parts, ct);
        await attempts.Forget(letter.Address, ct);
        letters.Tell(user, LetterPurpose.PasswordChanged, at);
        return new Proved(true);
    }

    private async Task<Letter?> Presented(ResetPassword request, CancellationToken ct)
    {
        if (request.Token is { } token)
            return secrets.LetterOf(token) is { } id && await letters.Find(id, ct) is { Kind: ContactAddress.Email } linked ? linked : null;

        return SignInName.Phone(request.Phone) is { } phone
            ? await letters.Newest(new ContactAddress(ContactAddress.Sms, phone), LetterPurpose.ResetPassword, ct)
            : null;
    }
}
