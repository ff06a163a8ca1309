using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Orders.Messages;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Payments;

/// <summary>Says what a parcel brings at the door.</summary>
public sealed class AllotCashHandler(ISettlements settlements) : IUseCase<AllotCash, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(AllotCash request, CancellationToken ct)
    {
        var part = await settlements.Find(request.SellerOrder, ct);
        part?.Allot(request.Shipment, [.. request.Lines.Select(Units)]);
        return Unit.Value;
    }

    private static RefundedUnits Units(LineUnits line) => new(line.Line, line.Offer, line.Quantity);
}

/// <summary>Frees what a parcel would have brought.</summary>
public sealed class UnallotCashHandler(ISettlements settlements) : IUseCase<UnallotCash, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(UnallotCash request, CancellationToken ct)
    {
        (await settlements.Find(request.SellerOrder, ct))?.Unallot(request.Shipment);
        return Unit.Value;
    }
}
