using FluentValidation;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;

namespace Marketplace.Application.Identity;

/// <summary>A person shows that the app works; from now on signing in needs it.</summary>
public sealed record ConfirmSecondFactor(UserId User, SessionId Session, string Code)
{
    public override string ToString() => "ConfirmSecondFactor ***";
}

/// <summary>The recovery codes, shown once; null when the code was wrong.</summary>
public sealed record RecoveryCodesShown(IReadOnlyList<string>? Codes)
{
    public override string ToString() => "RecoveryCodesShown ***";
}

public sealed class ConfirmSecondFactorValidator : AbstractValidator<ConfirmSecondFactor>
{
    public ConfirmSecondFactorValidator() => RuleFor(r => r.Code).SixDigits();
}

public sealed class ConfirmSecondFactorHandler(IUsers users, SecondFactorCheck check, ILetters letters, SessionParts parts)
    : IUseCase<ConfirmSecondFactor, RecoveryCodesShown>
{
    public async Task<Result<RecoveryCodesShown>> Handle(ConfirmSecondFactor request, CancellationToken ct)
    {
        var at = parts.Tokens.Now;
        if (await users.Find(request.User, ct) is not { } user) return UserErrors.NotFound;
        if (await check.Factors.Find(user.Id, ct) is not { } factor) return SecondFactorErrors.Off;
        if (factor.ConfirmedAt is not null) return SecondFactorErrors.On;
        if (!factor.Accepts(check.Opened(factor), request.Code, at)) return new RecoveryCodesShown(null);

        var codes = check.NewRecoveryCodes();
        factor.Confirm(codes, at);
        user.NeedSecondFactor(true, at);
        await SessionOpening.EndOthers(user.Id, request.Session, "second_factor_on", parts, ct);
        letters.Tell(user, LetterPurpose.SecondFactorOn, at);
        return new RecoveryCodesShown(codes);
    }
}
