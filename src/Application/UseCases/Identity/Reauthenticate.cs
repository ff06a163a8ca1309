using FluentValidation;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>A signed-in person proves again who they are, before something sensitive (S6).</summary>
/// <param name="Code">Of the authenticator app, where the account has one.</param>
public sealed record Reauthenticate(UserId User, SessionId Session, string Password, string? Code)
{
    public override string ToString() => "Reauthenticate ***";
}

public sealed class ReauthenticateValidator : AbstractValidator<Reauthenticate>
{
    public ReauthenticateValidator()
    {
        RuleFor(r => r.Password).NotNull().WithErrorCode("required")
            .MaximumLength(PasswordStrength.Longest).WithErrorCode("length").WithMessage("A password has at most 256 characters.");
        RuleFor(r => r.Code!).AnyCode().When(r => r.Code is not null);
    }
}

public sealed class ReauthenticateHandler(
    IUsers users, IPasswordHasher passwords, AttemptCounting attempts, SecondFactorCheck check, SessionParts parts)
    : IUseCase<Reauthenticate, Proved>
{
    public async Task<Result<Proved>> Handle(Reauthenticate request, CancellationToken ct)
    {
        var at = parts.Tokens.Now;
        if (await users.Find(request.User, ct) is not { } user) return UserErrors.NotFound;
        if (await parts.Sessions.Find(request.Session, ct) is not { } session || session.User != user.Id) return SessionErrors.Over;

        var name = user.Id.ToString();
        var locked = await attempts.AreLocked(name, null, at, ct);
        if ((await passwords.Check(request.Password, user.PasswordHash, ct)).Failed(out var busy, out var match)) return busy;
        var right = !locked && match != PasswordMatch.Wrong
            && (user.SecondFactorSince is null || await check.Accepts(user.Id, request.Code ?? "", at, ct));
        if (!right)
        {
            await attempts.Count(name, null, at, ct);
            return new Proved(false);
        }

        if (session.Prove(at).Failed(out var over)) return over;
        await attempts.Forget(name, ct);
        return new Proved(true);
    }
}
