using FluentValidation;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>A person wants new recovery codes; the old ones are void.</summary>
public sealed record RenewRecoveryCodes(UserId User, string Code)
{
    public override string ToString() => "RenewRecoveryCodes ***";
}

public sealed class RenewRecoveryCodesValidator : AbstractValidator<RenewRecoveryCodes>
{
    public RenewRecoveryCodesValidator() => RuleFor(r => r.Code).SixDigits();
}

public sealed class RenewRecoveryCodesHandler(SecondFactorCheck check, ITokenIssuer tokens)
    : IUseCase<RenewRecoveryCodes, RecoveryCodesShown>
{
    public async Task<Result<RecoveryCodesShown>> Handle(RenewRecoveryCodes request, CancellationToken ct)
    {
        if (await check.Factors.Find(request.User, ct) is not { ConfirmedAt: not null } factor) return SecondFactorErrors.Off;
        if (!factor.Accepts(check.Opened(factor), request.Code, tokens.Now)) return new RecoveryCodesShown(null);

        var codes = check.NewRecoveryCodes();
        factor.Confirm(codes, tokens.Now);
        return new RecoveryCodesShown(codes);
    }
}
