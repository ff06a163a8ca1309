using Marketplace.Kernel;

namespace Marketplace.Domain.Orders;

/// <content>Reasons not to release a part's money; they never stop logistics.</content>
public sealed partial class Order
{
    /// <summary>Puts a reason on a part not to release its money, once per cause.</summary>
    public Result PutHold(SellerOrderId id, Hold hold, DateTimeOffset at, string? reason = null)
    {
        if (Part(id) is not { } part) return OrderErrors.PartNotFound;
        ChangeHold(part, hold, true, reason, at);
        return Result.Ok;
    }

    /// <summary>Lifts a hold; a part whose confirmation time passed meanwhile completes.</summary>
    public Result LiftHold(SellerOrderId id, Hold hold, DateTimeOffset at, string? reason = null)
    {
        if (Part(id) is not { } part) return OrderErrors.PartNotFound;
        ChangeHold(part, hold, false, reason, at);
        CompleteOverdue(part, at);
        return Result.Ok;
    }

    /// <summary>A person lifts every hold of a kind.</summary>
    public Result LiftHolds(SellerOrderId id, string kind, string reason, DateTimeOffset at)
    {
        if (Part(id) is not { } part) return OrderErrors.PartNotFound;
        var holds = part.Holds.Where(h => h.Kind == kind).ToList();
        if (holds.Count == 0) return OrderErrors.NoHold;
        foreach (var hold in holds) ChangeHold(part, hold, false, reason, at);
        CompleteOverdue(part, at);
        return Result.Ok;
    }

    private void CompleteOverdue(SellerOrder part, DateTimeOffset at)
    {
        if (part is not { State: SellerOrderState.Delivered, Holds.Count: 0 } || at < part.ConfirmBy) return;
        Complete(part, SellerOrderEvent.ConfirmTimeout, at);
        Changed("hold-lifted", at);
    }

    private void ChangeHold(SellerOrder part, Hold hold, bool on, string? reason, DateTimeOffset at)
    {
        if (!part.Put(hold, on, at)) return;
        var (state, why) = (SellerOrderMachine.Text(part.State), reason is null ? hold.Kind : $"{hold.Kind}: {reason}");
        Record(new StateChange(
            SellerOrderMachine.Name, part.Id.Value, on ? "hold" : "lift-hold", state, state, why, at));
        Touch(at);
        Raise(new PartHoldChanged(KeyOf(part), hold, on));
    }
}
