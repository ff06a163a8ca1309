using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Payments;

/// <summary>What is left of a kept-back share becomes available.</summary>
public sealed class ReturnReserveHandler(ISettlements settlements, ILedger ledger, TimeProvider clock) : IUseCase<ReturnReserve, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(ReturnReserve request, CancellationToken ct)
    {
        if (await settlements.Find(request.SellerOrder, ct) is not { ReserveUntil: not null } settlement) return Unit.Value;

        var balances = await ledger.Lock(SettlementPostings.ShopAccounts(settlement.Shop), settlement.Currency, ct);
        if (SettlementPostings.ReserveReturn(settlement, balances, clock.GetUtcNow()) is { } posting) ledger.Post(posting);
        settlement.EndReserve();
        return Unit.Value;
    }
}
