using Marketplace.Adapters.Payments.Sandbox.Wire;

namespace Marketplace.Adapters.Payments.Sandbox.Simulator;

/// <summary>Money that leaves the provider: refunds to buyers and payouts to sellers.</summary>
internal sealed class Transfers(Book book, Desk desk)
{
    /// <summary>Sends back a part of a captured charge; a refusal that may pass later is not remembered.</summary>
    public (Refund? Refund, string? Refused, bool New) Refund(NewRefund request, string key) => book.Change<(Refund?, string?, bool)>(draft =>
    {
        if (draft.Book.RefundByKey(key) is { } earlier) return (earlier, null, false);
        if (draft.Book.Charge(request.Charge) is not { } charge) return (null, "unknown_charge", false);
        if (request.Currency != charge.Currency) return (null, "currency_mismatch", false);
        if (charge.Chargeback is "open" or "lost") return (null, "charge_disputed", false);
        if (request.Amount <= 0 || request.Amount > charge.Captured - charge.Refunded - charge.Refunding)
            return (null, "amount_too_large", false);

        var stem = charge.Token is null ? "" : Scenes.Stem(charge.Token);
        var refund = new Refund
        {
            Id = Desk.NewId("re"), RefundId = request.RefundId, Key = key, Charge = charge.Id, Amount = request.Amount,
            Currency = request.Currency, Status = TransferStatus.Pending,
        };
        if (stem == "tok_refund_fails") return (draft.Put(refund with { Status = TransferStatus.Failed, Code = "account_closed" }), null, true);
        if (stem == "tok_refund_flaky" && !charge.RefundTried)
        {
            draft.Put(charge with { RefundTried = true });
            return (null, "try_again", false);
        }

        if (stem != "tok_refund_pending") return (Done(draft, charge, refund, fromFlight: false), null, true);

        draft.Put(charge with { Refunding = charge.Refunding + refund.Amount });
        return (draft.Put(refund with { Due = desk.Soon, Then = TransferStatus.Succeeded }), null, true);
    });

    /// <summary>Sends money to a seller.</summary>
    public (Payout Payout, bool New) Pay(NewPayout request, string key) => book.Change(draft =>
    {
        if (draft.Book.PayoutByKey(key) is { } earlier) return (earlier, false);

        var (status, code, then) = Scenes.OfPayout(request.Account);
        var payout = draft.Put(new Payout
        {
            Id = Desk.NewId("po"), PayoutId = request.PayoutId, Key = key, Amount = request.Amount, Currency = request.Currency,
            Account = request.Account, Status = status, Code = code, Due = then is null ? null : desk.Soon, Then = then,
        });
        if (status == TransferStatus.Paid) Book(draft, payout, -payout.Amount);
        if (desk.NotifyAlways || Scenes.Stem(request.Account) == "acct_lost_answer") desk.Announce(draft, payout);
        return (payout, true);
    });

    /// <summary>The seller's bank sends a payout back.</summary>
    public Payout? Return(string id) => book.Change(draft =>
        draft.Book.Payout(id) is { Status: TransferStatus.Paid } paid ? Come(draft, paid, TransferStatus.Returned) : null);

    public bool Ripen(Payout due) => book.Change(draft =>
    {
        if (draft.Book.Payout(due.Id) is not { } payout || payout.Due != due.Due) return false;
        Come(draft, payout, payout.Then!);
        return true;
    });

    public bool Ripen(Refund due) => book.Change(draft =>
    {
        if (draft.Book.Refund(due.Id) is not { } refund || refund.Due != due.Due) return false;
        desk.Announce(draft, Done(draft, draft.Book.Charge(refund.Charge)!, refund with { Due = null, Then = null }, fromFlight: true));
        return true;
    });

    private Refund Done(Draft draft, Charge charge, Refund refund, bool fromFlight)
    {
        draft.Put(charge with
        {
            Refunded = charge.Refunded + refund.Amount,
            Refunding = charge.Refunding - (fromFlight ? refund.Amount : 0),
        });
        draft.Move(new Movement("refund", refund.Id, refund.RefundId, -refund.Amount, refund.Currency, desk.Booked));
        var done = draft.Put(refund with { Status = TransferStatus.Succeeded });
        if (desk.NotifyAlways && !fromFlight) desk.Announce(draft, done);
        return done;
    }

    private Payout Come(Draft draft, Payout payout, string status)
    {
        var code = status switch
        {
            TransferStatus.Failed => "rejected_by_bank",
            TransferStatus.Returned => "returned_by_bank",
            _ => null,
        };
        var moved = draft.Put(payout with { Status = status, Code = code, Due = null, Then = null });
        if (status == TransferStatus.Paid) Book(draft, moved, -moved.Amount);
        if (status == TransferStatus.Returned) Book(draft, moved, moved.Amount);
        desk.Announce(draft, moved);
        return moved;
    }

    private void Book(Draft draft, Payout payout, long amount) =>
        draft.Move(new Movement("payout", payout.Id, payout.PayoutId, amount, payout.Currency, desk.Booked));
}
