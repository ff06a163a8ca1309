using FluentValidation;
using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Payments;

namespace Marketplace.Application.Payments;

/// <summary>A seller says where its money goes and how often; <paramref name="Expected"/> is the version it has seen, if there was one.</summary>
public sealed record NamePayoutAccount(ShopId Shop, string Provider, string Token, PayoutSchedule Schedule, uint? Expected);

/// <summary>Tokens are opaque, but not without bounds.</summary>
public sealed class NamePayoutAccountValidator : AbstractValidator<NamePayoutAccount>
{
    /// <summary>States the rules.</summary>
    public NamePayoutAccountValidator()
    {
        RuleFor(r => r.Provider).NotEmpty().MaximumLength(40);
        RuleFor(r => r.Token).NotEmpty().MaximumLength(200).Matches("^[\\x21-\\x7e]+$");
        RuleFor(r => r.Schedule).IsInEnum();
    }
}

/// <summary>Opens or changes the shop's account; the provider is asked afterwards.</summary>
public sealed class NamePayoutAccountHandler(IPayoutAccounts accounts, IProviderDirectory providers, TimeProvider clock)
    : IUseCase<NamePayoutAccount, PayoutAccountId>
{
    /// <inheritdoc/>
    public async Task<Result<PayoutAccountId>> Handle(NamePayoutAccount request, CancellationToken ct)
    {
        if (!providers.Payouts.Contains(request.Provider, StringComparer.Ordinal)) return PayoutErrors.UnknownProvider;

        var at = clock.GetUtcNow();
        var account = await accounts.Of(request.Shop, ct);
        if (account is null)
        {
            if (request.Expected is not null) return PayoutErrors.Stale;
            account = PayoutAccount.Open(PayoutAccountId.New(at), request.Shop, request.Provider, request.Token, request.Schedule, at);
            accounts.Add(account);
            return account.Id;
        }

        if (request.Expected is { } seen && seen != account.Version) return PayoutErrors.Stale;
        account.Change(request.Provider, request.Token, request.Schedule, at);
        return account.Id;
    }
}
