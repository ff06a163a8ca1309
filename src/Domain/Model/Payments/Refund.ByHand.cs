using Marketplace.Kernel;
using static Marketplace.Domain.Payments.RefundStatus;

namespace Marketplace.Domain.Payments;

/// <content>Money that goes back without a provider.</content>
public sealed partial class Refund
{
    /// <summary>There is no provider to go through: finance pays it by bank or by hand.</summary>
    public Result PayByHand(DateTimeOffset at)
    {
        if (Refuses("pay-by-hand", out var refusal)) return refusal;

        Move("pay-by-hand", Manual, "on-delivery", at);
        return Result.Ok;
    }

    /// <summary>Finance paid by bank, or from the till.</summary>
    public Result MarkPaid(string reference, DateTimeOffset at)
    {
        if (Refuses("mark-paid", out var refusal)) return refusal;

        Reference = reference;
        Move("mark-paid", Succeeded, reference, at);
        RaisePaid();
        return Result.Ok;
    }
}
