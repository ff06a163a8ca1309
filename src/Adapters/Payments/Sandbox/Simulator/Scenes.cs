namespace Marketplace.Adapters.Payments.Sandbox.Simulator;

/// <summary>How a charge with a magic token begins, and what becomes of it by itself.</summary>
/// <param name="Then">Status reached after a pause, or <c>chargeback:…</c>.</param>
internal sealed record Scene(string Status, string? Reason = null, string? Code = null, string? ActionKind = null, string? Then = null);

/// <summary>The magic tokens and accounts (see README.md).</summary>
internal static class Scenes
{
    private static readonly Dictionary<string, Scene> Charges = new(StringComparer.Ordinal)
    {
        ["tok_ok"] = Takes(),
        ["tok_slow"] = Takes(),
        ["tok_lost_answer"] = Takes(),
        ["tok_lost_request"] = Takes(),
        ["tok_webhook_twice"] = Takes(),
        ["tok_webhook_late"] = Takes(),
        ["tok_webhook_lost"] = Takes(),
        ["tok_refund_fails"] = Takes(),
        ["tok_refund_flaky"] = Takes(),
        ["tok_refund_pending"] = Takes(),
        ["tok_refund_lost_answer"] = Takes(),
        ["tok_chargeback"] = Takes("chargeback:open"),
        ["tok_chargeback_won"] = Takes("chargeback:open>won"),
        ["tok_chargeback_lost"] = Takes("chargeback:open>lost"),
        ["tok_3ds"] = Asks("3ds"),
        ["tok_redirect"] = Asks("redirect"),
        ["tok_webhook_reordered"] = new(ChargeStatus.Pending, Then: ChargeStatus.Captured),
        ["tok_pending"] = new(ChargeStatus.Pending, Then: ChargeStatus.Captured),
        ["tok_pending_declined"] = new(ChargeStatus.Pending, Then: ChargeStatus.Declined),
        ["tok_pending_forever"] = new(ChargeStatus.Pending),
        ["tok_declined"] = Refuses("other", "do_not_honor"),
        ["tok_insufficient"] = Refuses("insufficient_funds", "insufficient_funds"),
        ["tok_expired"] = Refuses("expired", "expired_card"),
        ["tok_fraud"] = Refuses("suspicious", "suspected_fraud"),
        ["tok_limit"] = Refuses("limit_exceeded", "amount_limit"),
        ["tok_not_confirmed"] = Refuses("not_confirmed", "authentication_failed"),
    };

    private static readonly Dictionary<string, (string Status, string? Code, string? Then)> Payouts = new(StringComparer.Ordinal)
    {
        ["acct_ok"] = (TransferStatus.Paid, null, null),
        ["acct_lost_answer"] = (TransferStatus.Paid, null, null),
        ["acct_slow"] = (TransferStatus.Pending, null, TransferStatus.Paid),
        ["acct_slow_failed"] = (TransferStatus.Pending, null, TransferStatus.Failed),
        ["acct_returned"] = (TransferStatus.Paid, null, TransferStatus.Returned),
        ["acct_closed"] = (TransferStatus.Failed, "account_closed", null),
        ["acct_limit"] = (TransferStatus.Failed, "amount_limit", null),
    };

    /// <summary>Without a token the buyer chooses on the hosted page; an unknown token is a wrong account.</summary>
    public static Scene OfCharge(string? token) =>
        token is null ? Asks("redirect") : Charges.GetValueOrDefault(Stem(token)) ?? Refuses("invalid_account", "unknown_token");

    public static (string Status, string? Code, string? Then) OfPayout(string account) =>
        Payouts.TryGetValue(Stem(account), out var scene) ? scene : (TransferStatus.Failed, "unknown_account", null);

    /// <summary>Accounts are checked when a seller names them; one that closes later is still accepted here.</summary>
    public static bool KnowsAccount(string account) => Payouts.ContainsKey(Stem(account));

    /// <summary>What follows a colon only tells accounts and cards apart: <c>acct_ok:shop-7</c>.</summary>
    public static string Stem(string token) => token.Split(':', 2)[0];

    private static Scene Takes(string? then = null) => new(ChargeStatus.Captured, Then: then);

    private static Scene Asks(string kind) => new(ChargeStatus.RequiresAction, ActionKind: kind);

    private static Scene Refuses(string reason, string code) => new(ChargeStatus.Declined, reason, code);
}
