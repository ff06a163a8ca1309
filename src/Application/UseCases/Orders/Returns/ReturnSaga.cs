using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Catalog.Messages;
using Marketplace.Ports.Orders.Messages;
using Marketplace.Ports.Payments.Messages;
using static Marketplace.Application.Orders.ReturnPhase;

namespace Marketplace.Application.Orders;

/// <summary>Sees a return to its end: nobody can stall it, and the money and the goods follow the seller's
/// decision.</summary>
public sealed class ReturnSaga : Saga<ReturnProgress, ReturnPhase>
{
    private static readonly TimeSpan AgainAfter = TimeSpan.FromHours(1);
    private static readonly TimeSpan AskPaymentsAfter = TimeSpan.FromHours(24);

    /// <summary>The table of moves.</summary>
    public ReturnSaga() : base(state => state.Phase)
    {
        Start<ReturnRequested>(e => Wait(new ReturnProgress(e.Return, Deciding), Deciding, e.DecideBy));

        When<ReturnApproved>(Deciding, (s, e) => Wait(s, Sending, e.SendBy));
        When<ReturnSent>(Sending, (s, e) => Wait(s, Travelling, e.ArriveBy));
        When<ReturnReceived>(Travelling, (s, e) => Wait(s, Inspecting, e.InspectBy));
        foreach (var phase in new[] { Deciding, Inspecting })
            When<ReturnRefundDue>(phase, Pay);

        When<RefundSucceeded>(Refunding, (s, _) => Again(s with { Phase = Closing }).Send(new CloseReturn(s.Return)));
        foreach (var phase in new[] { Deciding, Sending, Inspecting, Closing })
            When<ReturnClosed>(phase, (s, _) => To(s with { Phase = Over }));

        // Time decides by asking the return, so a late wake-up call changes nothing; it is repeated until the return moves.
        When<ReturnDue>(Deciding, (s, due) => Due(s, due, new ApproveReturnByTime(s.Return)));
        When<ReturnDue>(Sending, (s, due) => Due(s, due, new ExpireReturn(s.Return)));
        When<ReturnDue>(Travelling, (s, due) => Due(s, due, new ReceiveReturnByTime(s.Return)));
        When<ReturnDue>(Inspecting, (s, due) => Due(s, due, new AcceptReturnByTime(s.Return)));
        When<ReturnDue>(Refunding, (s, due) => due.Phase != s.Phase ? null : AskPayments(s));
        When<ReturnDue>(Closing, (s, due) => Due(s, due, new CloseReturn(s.Return)));
        End(Over);
    }

    private static Step<ReturnProgress> Wait(ReturnProgress s, ReturnPhase phase, DateTimeOffset until) =>
        To(s with { Phase = phase }).Wake(until, new ReturnDue(s.Return, phase));

    private static Step<ReturnProgress> Again(ReturnProgress s) => To(s).Wake(AgainAfter, new ReturnDue(s.Return, s.Phase));

    private static Step<ReturnProgress>? Due(ReturnProgress s, ReturnDue due, IMessage ask) =>
        due.Phase != s.Phase ? null : Again(s).Send(ask);

    private static Step<ReturnProgress> Pay(ReturnProgress s, ReturnRefundDue e)
    {
        var refund = new RefundLines(e.SellerOrder, e.Order, e.Return.Value, e.Lines, e.Reason);
        var step = AskPayments(s with { Phase = Refunding, Refund = refund });
        return e.Goods.Count == 0 ? step : step.Send(new ReturnStock(e.Order, e.Return.Value, e.Goods));
    }

    // Payments refunds a cause once, so asking again is harmless.
    private static Step<ReturnProgress> AskPayments(ReturnProgress s)
    {
        var step = To(s).Wake(AskPaymentsAfter, new ReturnDue(s.Return, Refunding));
        return s.Refund is { } refund ? step.Send(refund) : step;
    }
}

/// <summary>How far a return is, and the refund it asked for.</summary>
public sealed record ReturnProgress(ReturnId Return, ReturnPhase Phase, RefundLines? Refund = null);

/// <summary>Phases of <see cref="ReturnSaga"/>.</summary>
public enum ReturnPhase
{
    /// <summary>The seller decides.</summary>
    Deciding,

    /// <summary>The buyer sends the goods.</summary>
    Sending,

    /// <summary>The goods are on their way.</summary>
    Travelling,

    /// <summary>The seller inspects.</summary>
    Inspecting,

    /// <summary>Payments sends the money back.</summary>
    Refunding,

    /// <summary>The return is being closed.</summary>
    Closing,

    /// <summary>Nothing is left to do.</summary>
    Over,
}

/// <summary>Time to look after a return again.</summary>
[Message("timer.return")]
public sealed record ReturnDue(ReturnId Return, ReturnPhase Phase) : ITimer
{
    /// <inheritdoc/>
    public Guid Subject => Return.Value;
}
