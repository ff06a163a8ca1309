using Marketplace.Domain.Identity;
using Marketplace.Kernel;

namespace Marketplace.Application.Identity;

/// <summary>A person takes a consent back, as easily as it was given.</summary>
public sealed record WithdrawConsent(UserId User, string Purpose);

public sealed class WithdrawConsentHandler(ConsentParts parts) : IUseCase<WithdrawConsent, Unit>
{
    public async Task<Result<Unit>> Handle(WithdrawConsent request, CancellationToken ct)
    {
        if (parts.Terms.Current.Privacy.Required.Contains(request.Purpose)) return ConsentErrors.Needed;
        if (await parts.Log.Last(request.User, request.Purpose, ct) is not { } last) return ConsentErrors.NotFound;

        if (last.Given)
        {
            var at = parts.Clock.GetUtcNow();
            parts.Log.Add(Consent.Withdraw(ConsentId.New(at), last, parts.Proof("account"), at));
        }

        return Unit.Value;
    }
}
