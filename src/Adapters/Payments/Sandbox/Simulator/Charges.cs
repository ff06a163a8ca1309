using Marketplace.Adapters.Payments.Sandbox.Wire;

namespace Marketplace.Adapters.Payments.Sandbox.Simulator;

/// <summary>The provider's charges: taken, held, confirmed, declined, given up.</summary>
internal sealed class Charges(Book book, Desk desk)
{
    private static readonly TimeSpan HoldFor = TimeSpan.FromDays(7);

    /// <summary>True with the charge when it is new, false when the key was used before.</summary>
    public (Charge Charge, bool New) Begin(NewCharge request, string key) => book.Change(draft =>
    {
        if (draft.Book.ChargeByKey(key) is { } earlier) return (earlier, false);

        var scene = Scenes.OfCharge(request.Token);
        var charge = new Charge
        {
            Id = Desk.NewId("ch"), PaymentId = request.PaymentId, Key = key, Amount = request.Amount, Currency = request.Currency,
            Token = request.Token, Manual = request.Manual, ReturnUrl = request.ReturnUrl, Description = request.Description,
            Status = ChargeStatus.Pending, Reason = scene.Reason, Code = scene.Code, ActionKind = scene.ActionKind,
        };
        charge = scene.Status switch
        {
            ChargeStatus.Captured => Take(draft, charge, scene.Then),
            ChargeStatus.Pending => draft.Put(charge with
            {
                PendingUntil = scene.Then is null ? request.PayBy : desk.Until,
                Due = scene.Then is null ? null : desk.Soon,
                Then = scene.Then,
            }),
            _ => draft.Put(charge with { Status = scene.Status }),
        };
        if (desk.NotifyAlways || Announced(request.Token)) desk.Announce(draft, charge);
        return (charge, true);
    });

    /// <summary>The buyer pressed a button on the hosted page; pressing again changes nothing.</summary>
    public Charge? Confirm(string id, bool pay) => book.Change(draft =>
    {
        var charge = draft.Book.Charge(id);
        if (charge is not { Status: ChargeStatus.RequiresAction }) return charge;

        charge = pay
            ? Take(draft, charge, null)
            : draft.Put(charge with { Status = ChargeStatus.Declined, Reason = "not_confirmed", Code = "refused_by_buyer" });
        desk.Announce(draft, charge);
        return charge;
    });

    /// <summary>Takes a held amount or a part of it, once; later calls see what was taken.</summary>
    public (Charge? Charge, string? Refused) Capture(string id, NewCapture request) => book.Change<(Charge?, string?)>(draft =>
    {
        if (draft.Book.Charge(id) is not { } charge) return (null, null);
        if (charge.Status != ChargeStatus.Authorized) return (charge, null);
        if (request.Currency != charge.Currency) return (charge, "currency_mismatch");
        if (request.Amount <= 0 || request.Amount > charge.Amount) return (charge, "amount_too_large");

        charge = draft.Put(charge with { Status = ChargeStatus.Captured, Captured = request.Amount, HoldUntil = null });
        draft.Move(new Movement("capture", charge.Id, charge.PaymentId, request.Amount, charge.Currency, desk.Booked));
        if (desk.NotifyAlways) desk.Announce(draft, charge);
        return (charge, null);
    });

    /// <summary>Gives up what has not been taken.</summary>
    public Charge? Void(string id) => book.Change(draft =>
    {
        if (draft.Book.Charge(id) is not { } charge) return null;
        if (charge.Status is ChargeStatus.Captured or ChargeStatus.Declined or ChargeStatus.Voided) return charge;

        charge = draft.Put(charge with { Status = ChargeStatus.Voided, HoldUntil = null, PendingUntil = null, Due = null, Then = null });
        if (desk.NotifyAlways) desk.Announce(draft, charge);
        return charge;
    });

    /// <summary>What was to happen by itself happens, unless somebody was faster.</summary>
    public bool Ripen(Charge due) => book.Change(draft =>
    {
        if (draft.Book.Charge(due.Id) is not { } charge || charge.Due != due.Due) return false;

        if (charge.Then!.StartsWith("chargeback:", StringComparison.Ordinal))
        {
            var steps = charge.Then["chargeback:".Length..].Split('>', 2);
            Dispute(draft, charge with { Due = null, Then = null }, steps[0], steps.Length > 1 ? "chargeback:" + steps[1] : null);
            return true;
        }

        var resolved = charge with { Due = null, Then = null, PendingUntil = null };
        resolved = charge.Then == ChargeStatus.Captured
            ? Take(draft, resolved, null)
            : draft.Put(resolved with { Status = ChargeStatus.Declined, Reason = "other", Code = "rejected_later" });
        desk.Announce(draft, resolved);
        return true;
    });

    /// <summary>The buyer's bank disputes a charge, or decides.</summary>
    public Charge? Dispute(string id, string state) => book.Change(draft =>
        draft.Book.Charge(id) is { Status: ChargeStatus.Captured } charge ? Dispute(draft, charge, state, null) : null);

    private Charge Dispute(Draft draft, Charge charge, string state, string? then)
    {
        if (charge.Chargeback == state || charge.Chargeback is "won" or "lost" || (charge.Chargeback is null && state != "open")) return charge;

        charge = draft.Put(charge with { Chargeback = state, Due = then is null ? null : desk.Soon, Then = then });
        var amount = charge.Captured - charge.Refunded;
        if (state == "lost")
            draft.Move(new Movement("chargeback", charge.Id, charge.PaymentId, -amount, charge.Currency, desk.Booked));
        desk.Announce(draft, new ChargebackView(charge.Id, charge.PaymentId, state, amount, charge.Currency));
        return charge;
    }

    private Charge Take(Draft draft, Charge charge, string? then)
    {
        var due = then is null ? (DateTimeOffset?)null : desk.Soon;
        if (charge.Manual)
            return draft.Put(charge with { Status = ChargeStatus.Authorized, HoldUntil = desk.Booked + HoldFor, Due = due, Then = then });

        draft.Move(new Movement("capture", charge.Id, charge.PaymentId, charge.Amount, charge.Currency, desk.Booked));
        return draft.Put(charge with { Status = ChargeStatus.Captured, Captured = charge.Amount, Due = due, Then = then });
    }

    private static bool Announced(string? token) => token is not null && Scenes.Stem(token) is
        "tok_lost_answer" or "tok_webhook_twice" or "tok_webhook_late" or "tok_webhook_reordered";
}
