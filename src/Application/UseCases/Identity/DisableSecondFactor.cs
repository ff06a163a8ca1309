using FluentValidation;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>A person goes back to the password alone; needs a code of the app or a recovery code.</summary>
public sealed record DisableSecondFactor(UserId User, SessionId Session, string Code)
{
    public override string ToString() => "DisableSecondFactor ***";
}

public sealed class DisableSecondFactorValidator : AbstractValidator<DisableSecondFactor>
{
    public DisableSecondFactorValidator() => RuleFor(r => r.Code).AnyCode();
}

public sealed class DisableSecondFactorHandler(
    IUsers users, SecondFactorCheck check, ILetters letters, IAccountTerms terms, SessionParts parts)
    : IUseCase<DisableSecondFactor, Proved>
{
    public async Task<Result<Proved>> Handle(DisableSecondFactor request, CancellationToken ct)
    {
        var at = parts.Tokens.Now;
        if (await users.Find(request.User, ct) is not { } user) return UserErrors.NotFound;
        if (await check.Factors.Find(user.Id, ct) is not { ConfirmedAt: not null } factor) return SecondFactorErrors.Off;
        if (terms.Current.StaffNeedsSecondFactor && user.Roles.Any(r => r.IsStaff())) return SecondFactorErrors.Mandatory;
        if (!await check.Accepts(user.Id, request.Code, at, ct)) return new Proved(false);

        check.Factors.Remove(factor);
        user.NeedSecondFactor(false, at);
        await SessionOpening.EndOthers(user.Id, request.Session, "second_factor_off", parts, ct);
        letters.Tell(user, LetterPurpose.SecondFactorOff, at);
        return new Proved(true);
    }
}
