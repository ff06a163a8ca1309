using FluentValidation;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>Somebody proves an account with its password.</summary>
/// <param name="Origin">The network address it comes from.</param>
public sealed record SignIn(string? Email, string? Phone, string Password, string? Device, SignInOrigin? Origin = null)
{
    public override string ToString() => "SignIn ***";
}

/// <summary>
/// What signing in led to; a wrong attempt is counted and so is an answer, not a refusal. Both null: refused.
/// </summary>
/// <param name="Tokens">Signed in.</param>
/// <param name="Ticket">The password was right and a code of the second factor is wanted next, together with this.</param>
public sealed record SignInAnswer(SignedIn? Tokens, string? Ticket = null)
{
    /// <summary>One answer for unknown, wrong and locked.</summary>
    public static readonly SignInAnswer Refused = new(null, null);

    /// <summary>The account somebody tried to get into, for the audit log; null when there is none.</summary>
    public UserId? Tried { get; init; }

    public override string ToString() => "SignInAnswer ***";
}

public sealed class SignInValidator : AbstractValidator<SignIn>
{
    public SignInValidator()
    {
        this.OneName(r => r.Email, r => r.Phone);
        RuleFor(r => r.Password).NotNull().WithErrorCode("required")
            .MaximumLength(256).WithErrorCode("length").WithMessage("A password has at most 256 characters.");
    }
}

public sealed class SignInHandler(
    IUsers users, IPasswordHasher passwords, AttemptCounting attempts, ILetters letters, ISecretBox box, SessionParts parts)
    : IUseCase<SignIn, SignInAnswer>
{
    public async Task<Result<SignInAnswer>> Handle(SignIn request, CancellationToken ct)
    {
        var (email, phone) = (SignInName.Email(request.Email), SignInName.Phone(request.Phone));
        var name = email ?? phone ?? "";
        var at = parts.Tokens.Now;

        // The same steps for everybody: look, hash, count. Whether the account exists or is locked changes none of them.
        var locked = await attempts.AreLocked(name, request.Origin, at, ct);
        var user = await users.FindBySignInName(email, phone, ct);
        var looked = await passwords.Check(request.Password, user?.PasswordHash, ct);
        if (looked.Failed(out var busy, out var match)) return busy;
        if (user is null || match == PasswordMatch.Wrong || locked)
        {
            var caused = await attempts.Count(name, request.Origin, at, ct);
            if (caused && ContactAddress.Of(email, phone) is { } to)
                letters.Add(Letter.Write(LetterId.New(at), LetterPurpose.SignInLocked, to, (null, "en"), at));
            return SignInAnswer.Refused with { Tried = user?.Id };
        }

        if (match == PasswordMatch.RightButOutdated)
        {
            if ((await passwords.Hash(request.Password, ct)).Failed(out busy, out var anew)) return busy;
            user.KeepPasswordAs(anew);
        }

        if (user.SecondFactorSince is not null) return new SignInAnswer(null, Tickets.Issue(user, at, box));
        await attempts.Forget(name, ct);
        return new SignInAnswer(await SessionOpening.Begin(user, request.Device, parts, ct));
    }
}
