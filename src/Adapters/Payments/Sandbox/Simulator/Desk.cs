using System.Text.Json;
using Marketplace.Adapters.Payments.Sandbox.Wire;

namespace Marketplace.Adapters.Payments.Sandbox.Simulator;

/// <summary>What charges, refunds and payouts share at the provider: time, ids, pages and announcements.</summary>
internal sealed class Desk(SandboxOptions options, TimeProvider clock)
{
    /// <summary>Where hosted pages are reached; set when the server has its port.</summary>
    public Uri PublicUrl { get; set; } = options.PublicUrl ?? new Uri("http://127.0.0.1:5080/");

    /// <summary>Where webhooks go; null delivers none.</summary>
    public Uri? CallbackUrl { get; set; } = options.CallbackUrl;

    public Mischief Mischief { get; set; } = Mischief.None;

    /// <summary>The market's time: what is booked carries it.</summary>
    public DateTimeOffset Booked => clock.GetUtcNow();

    /// <summary>The real time: pauses are lived through, not skipped with the market's clock.</summary>
    public static DateTimeOffset Real => DateTimeOffset.UtcNow;

    public DateTimeOffset Soon => Real + options.PendingFor;

    public DateTimeOffset Until => Booked + options.PendingFor;

    public bool NotifyAlways => options.NotifyAlways;

    public static string NewId(string prefix) => $"{prefix}_{Guid.CreateVersion7():n}";

    public ChargeView View(Charge c) => new(
        c.Id, c.PaymentId, c.Status, c.Amount, c.Currency, c.Captured, c.Refunded, c.Reason, c.Code, c.ActionKind,
        c.Status == ChargeStatus.RequiresAction ? new Uri(PublicUrl, $"pay/{c.Id}") : null, c.HoldUntil, c.PendingUntil);

    public static RefundView View(Refund r) =>
        new(r.Id, r.RefundId, r.Charge, r.Status, r.Amount, r.Currency, r.Code, r.Status == TransferStatus.Failed);

    public static PayoutView View(Payout p) => new(p.Id, p.PayoutId, p.Status, p.Amount, p.Currency, p.Account, p.Code);

    public void Announce(Draft draft, Charge charge, string? token = null) =>
        Announce(draft, $"charge.{charge.Status}", token ?? charge.Token, id => new EventView(id, "", Booked, Charge: View(charge)));

    public void Announce(Draft draft, Refund refund) =>
        Announce(draft, $"refund.{refund.Status}", null, id => new EventView(id, "", Booked, Refund: View(refund)));

    public void Announce(Draft draft, Payout payout) =>
        Announce(draft, $"payout.{payout.Status}", null, id => new EventView(id, "", Booked, Payout: View(payout)));

    public void Announce(Draft draft, ChargebackView chargeback) =>
        Announce(draft, $"chargeback.{chargeback.State}", null, id => new EventView(id, "", Booked, Chargeback: chargeback));

    private void Announce(Draft draft, string type, string? token, Func<string, EventView> make)
    {
        if (CallbackUrl is null || Mischief.Drops()) return;

        var stem = token is null ? null : Scenes.Stem(token);
        if (stem == "tok_webhook_lost") return;

        var id = NewId("evt");
        var body = JsonSerializer.Serialize(make(id) with { Type = type }, WireFormat.Json);
        var due = Real + Mischief.Delay();

        // "Late" news outlives the pause after which everything else has happened; "reordered" news of the wait comes after its end.
        if (stem == "tok_webhook_late") due += options.LateFor;
        if (stem == "tok_webhook_reordered" && type == "charge.pending") due += options.PendingFor + options.PendingFor;
        draft.Put(new Notice(id, body, due, 0, false));
        if (stem == "tok_webhook_twice" || Mischief.Duplicates()) draft.Put(new Notice(id + "~", body, due, 0, false));
    }
}
