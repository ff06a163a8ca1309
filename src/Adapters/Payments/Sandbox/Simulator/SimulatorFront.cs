using System.Text.Json;
using Marketplace.Adapters.Payments.Sandbox.Wire;

namespace Marketplace.Adapters.Payments.Sandbox.Simulator;

/// <summary>A request as it reached the provider, by wire or in process.</summary>
internal sealed record SimRequest(
    string Method, string Path, string Query, string? Key, string? Authorization, ReadOnlyMemory<byte> Body);

/// <summary>The provider's answer; <see cref="Cut"/> ends the connection without one.</summary>
internal sealed record SimAnswer(int Status, string ContentType, byte[] Body, string? Location = null)
{
    public static readonly SimAnswer Cut = new(0, "", []);

    public static SimAnswer Json<T>(T value, int status = 200) =>
        new(status, "application/json", JsonSerializer.SerializeToUtf8Bytes(value, WireFormat.Json));

    public static SimAnswer Refuse(int status, string code, string message) => Json(new Refusal(code, message), status);

    public static SimAnswer Html(string page, int status = 200) =>
        new(status, "text/html; charset=utf-8", System.Text.Encoding.UTF8.GetBytes(page));
}

/// <summary>The provider's front: finds the operation, misbehaves when told to, and answers only what is durable.</summary>
internal sealed class SimulatorFront(
    SandboxOptions options, SandboxSecrets secrets, Book book, Desk desk, Charges charges, Transfers transfers)
{
    private const int MaxBody = 64 * 1024;

    public async Task<SimAnswer> Handle(SimRequest request, CancellationToken ct)
    {
        if (request.Body.Length > MaxBody) return SimAnswer.Refuse(413, "too_large", "The body is too large.");

        var segments = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var area = segments.Length > 0 ? segments[0] : "";
        if (area is "v1" or "control" && request.Authorization != $"Bearer {secrets.ApiKey}")
            return SimAnswer.Refuse(401, "unauthorized", "The bearer key is wrong.");

        if (desk.Mischief.LatencyMs > 0 && area != "control") await Task.Delay(desk.Mischief.LatencyMs, ct);
        if (area == "v1" && desk.Mischief.Fails()) return SimAnswer.Refuse(500, "internal", "Something broke.");

        SimAnswer answer;
        try
        {
            answer = area switch
            {
                "v1" => await Api(request, segments[1..], ct),
                "pay" when segments.Length == 2 => Page(request, segments[1]),
                "control" => Control(request, segments[1..]),
                _ => NotFound(),
            };
        }
        catch (JsonException)
        {
            return SimAnswer.Refuse(400, "malformed", "The body is not what this operation expects.");
        }

        await book.Durable().WaitAsync(ct);
        return area == "v1" && desk.Mischief.LosesAnswer() ? SimAnswer.Cut : answer;
    }

    private async Task<SimAnswer> Api(SimRequest request, string[] path, CancellationToken ct) => (request.Method, path) switch
    {
        ("POST", ["charges"]) => await Charge(request, ct),
        ("GET", ["charges"]) => Found(book.Read(b => b.ChargeOf(Argument(request.Query, "paymentId"))), desk.View),
        ("GET", ["charges", var id]) => Found(book.Read(b => b.Charge(id)), desk.View),
        ("POST", ["charges", var id, "capture"]) => Capture(request, id),
        ("POST", ["charges", var id, "void"]) => Found(charges.Void(id), desk.View),
        ("POST", ["refunds"]) => Refund(request),
        ("POST", ["payouts"]) => await Pay(request, ct),
        ("GET", ["payouts"]) => Found(book.Read(b => b.PayoutOf(Argument(request.Query, "payoutId"))), Desk.View),
        ("GET", ["accounts", var token]) => SimAnswer.Json(Account(Uri.UnescapeDataString(token))),
        ("GET", ["reports", var day]) when DateOnly.TryParseExact(day, "yyyy-MM-dd", out var date) => SimAnswer.Json(Report(date)),
        _ => NotFound(),
    };

    private async Task<SimAnswer> Charge(SimRequest request, CancellationToken ct)
    {
        if (request.Key is null) return KeyMissing();
        var wanted = Body<NewCharge>(request);
        if (wanted.Amount <= 0) return SimAnswer.Refuse(422, "amount_invalid", "Amounts are positive.");

        var stem = wanted.Token is null ? "" : Scenes.Stem(wanted.Token);
        var known = book.Read(b => b.ChargeByKey(request.Key) is not null);
        if (stem == "tok_slow" && !known) await Task.Delay(options.SlowFor, ct);
        if (stem == "tok_lost_request" && !known && FirstTime(request.Key)) return SimAnswer.Cut;

        var (charge, isNew) = charges.Begin(wanted, request.Key);
        if (charge.PaymentId != wanted.PaymentId || charge.Amount != wanted.Amount)
            return SimAnswer.Refuse(422, "key_reused", "This key was used with another request.");
        await book.Durable().WaitAsync(ct);
        return isNew && stem == "tok_lost_answer" ? SimAnswer.Cut : SimAnswer.Json(desk.View(charge), isNew ? 201 : 200);
    }

    private SimAnswer Capture(SimRequest request, string id)
    {
        var (charge, refused) = charges.Capture(id, Body<NewCapture>(request));
        return refused is null ? Found(charge, desk.View) : SimAnswer.Refuse(422, refused, "This capture is not possible.");
    }

    private SimAnswer Refund(SimRequest request)
    {
        if (request.Key is null) return KeyMissing();
        var (refund, refused, isNew) = transfers.Refund(Body<NewRefund>(request), request.Key);
        if (refused is not null)
            return SimAnswer.Refuse(refused switch { "unknown_charge" => 404, "try_again" => 409, _ => 422 }, refused, "This refund is not possible.");

        var token = book.Read(b => b.Charge(refund!.Charge)?.Token);
        var lost = isNew && token is not null && Scenes.Stem(token) == "tok_refund_lost_answer";
        return lost ? SimAnswer.Cut : SimAnswer.Json(Desk.View(refund!), isNew ? 201 : 200);
    }

    private async Task<SimAnswer> Pay(SimRequest request, CancellationToken ct)
    {
        if (request.Key is null) return KeyMissing();
        var wanted = Body<NewPayout>(request);
        if (wanted.Amount <= 0) return SimAnswer.Refuse(422, "amount_invalid", "Amounts are positive.");

        var (payout, isNew) = transfers.Pay(wanted, request.Key);
        await book.Durable().WaitAsync(ct);
        var lost = isNew && Scenes.Stem(wanted.Account) == "acct_lost_answer";
        return lost ? SimAnswer.Cut : SimAnswer.Json(Desk.View(payout), isNew ? 201 : 200);
    }

    private SimAnswer Page(SimRequest request, string id)
    {
        if (request.Method == "POST")
        {
            var decision = ConfirmationPage.Decision(request.Body.Span);
            if (decision is null) return SimAnswer.Refuse(400, "malformed", "Say decision=pay or decision=refuse.");
            var decided = charges.Confirm(id, decision.Value);
            if (decided?.ReturnUrl is { } back)
                return new SimAnswer(303, "text/plain", [], ConfirmationPage.Back(back, decided.PaymentId));
        }

        var charge = book.Read(b => b.Charge(id));
        return charge is null ? SimAnswer.Html(ConfirmationPage.Unknown, 404) : SimAnswer.Html(ConfirmationPage.Of(charge));
    }

    private SimAnswer Control(SimRequest request, string[] path)
    {
        switch (request.Method, path)
        {
            case ("GET", []):
                return SimAnswer.Json(new { desk.Mischief, desk.CallbackUrl, State = book.Read(State) });
            case ("PUT", ["mischief"]):
                desk.Mischief = Body<Mischief>(request);
                return SimAnswer.Json(desk.Mischief);
            case ("PUT", ["callback"]):
                desk.CallbackUrl = Body<CallbackChoice>(request).Url;
                return SimAnswer.Json(new CallbackChoice(desk.CallbackUrl));
            case ("POST", ["charges", var id, "chargeback", var state]) when state is "open" or "won" or "lost":
                return Found(charges.Dispute(id, state), desk.View);
            case ("POST", ["payouts", var id, "return"]):
                return Found(transfers.Return(id), Desk.View);
            default:
                return NotFound();
        }
    }

    private ReportView Report(DateOnly day) => new(day, [.. book.Read(b => b.MovementsOf(day))
        .Select(m => new MovementView(m.Kind, m.Reference, m.OurId, m.Amount, m.Currency, m.At))]);

    private static AccountView Account(string token) => Scenes.KnowsAccount(token)
        ? new AccountView(token, true, $"Sandbox bank, {Scenes.Stem(token)}", null)
        : new AccountView(token, false, null, "unknown_account");

    private readonly HashSet<string> _lostRequests = [];

    private bool FirstTime(string key)
    {
        lock (_lostRequests) return _lostRequests.Add(key);
    }

    private static object State(Book b)
    {
        var (charges, refunds, payouts, movements) = b.Counts;
        return new { charges, refunds, payouts, movements, b.Undelivered };
    }

    private static T Body<T>(SimRequest request) =>
        JsonSerializer.Deserialize<T>(request.Body.Span, WireFormat.Json) ?? throw new JsonException("null");

    private static Guid Argument(string query, string name)
    {
        var found = query.TrimStart('?').Split('&').FirstOrDefault(p => p.StartsWith(name + "=", StringComparison.Ordinal));
        return found is not null && Guid.TryParse(found[(name.Length + 1)..], out var id) ? id : Guid.Empty;
    }

    private static SimAnswer Found<T>(T? thing, Func<T, object> view) where T : class =>
        thing is null ? NotFound() : SimAnswer.Json(view(thing));

    private static SimAnswer NotFound() => SimAnswer.Refuse(404, "not_found", "There is no such thing here.");

    private static SimAnswer KeyMissing() => SimAnswer.Refuse(400, "key_missing", "Send an Idempotency-Key.");

    private sealed record CallbackChoice(Uri? Url);
}
