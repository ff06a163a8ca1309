using FluentValidation;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>A person who knows the password chooses another one; every other device has to sign in again.</summary>
public sealed record ChangePassword(UserId User, SessionId Session, string CurrentPassword, string Password)
{
    public override string ToString() => "ChangePassword ***";
}

public sealed class ChangePasswordValidator : AbstractValidator<ChangePassword>
{
    public ChangePasswordValidator()
    {
        RuleFor(r => r.CurrentPassword).NotNull().WithErrorCode("required")
            .MaximumLength(PasswordStrength.Longest).WithErrorCode("length").WithMessage("A password has at most 256 characters.");
        RuleFor(r => r.Password).Password();
    }
}

public sealed class ChangePasswordHandler(
    IUsers users, IPasswordHasher passwords, AttemptCounting attempts, ILetters letters, SessionParts parts)
    : IUseCase<ChangePassword, Proved>
{
    public async Task<Result<Proved>> Handle(ChangePassword request, CancellationToken ct)
    {
        var at = parts.Tokens.Now;
        if (await users.Find(request.User, ct) is not { } user) return UserErrors.NotFound;
        if (PasswordStrength.IsWeak(request.Password, user.Email, user.Phone, user.Name)) return UserErrors.WeakPassword;

        // A stolen device must not become a place to guess at.
        var name = user.Id.ToString();
        var locked = await attempts.AreLocked(name, null, at, ct);
        if ((await passwords.Check(request.CurrentPassword, user.PasswordHash, ct)).Failed(out var busy, out var match)) return busy;
        if (locked || match == PasswordMatch.Wrong)
        {
            await attempts.Count(name, null, at, ct);
            return new Proved(false);
        }

        if ((await passwords.Hash(request.Password, ct)).Failed(out busy, out var hash)) return busy;
        user.SetPassword(hash, "change-password", at);
        await SessionOpening.EndOthers(user.Id, request.Session, "password_changed", parts, ct);
        letters.Tell(user, LetterPurpose.PasswordChanged, at);
        return new Proved(true);
    }
}
