using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Marketplace.Adapters.Payments.Sandbox.Wire;
using Marketplace.Kernel;
using Marketplace.Ports.Payments;

namespace Marketplace.Adapters.Payments.Sandbox;

/// <summary>Talks to the sandbox provider as one talks to any: JSON over HTTP, keys against doubles, doubt instead of guesses.</summary>
internal sealed class SandboxGateway(SandboxWire wire, SandboxSecrets secrets) : IPaymentGateway, IPayoutGateway, IProviderReports
{
    public async Task<ChargeOutcome> Charge(ChargeRequest request, CancellationToken ct)
    {
        var body = new NewCharge(
            request.Payment.Value, request.Amount.Minor, request.Amount.Currency.Code, request.Method, request.Token, request.TwoStage,
            request.Description, request.ReturnUrl, request.PayBy);
        return Outcome.OfCharge(await Ask<ChargeView>(HttpMethod.Post, "v1/charges", body, request.Key, ct));
    }

    public async Task<ChargeOutcome> Find(PaymentId payment, string? reference, CancellationToken ct) => Outcome.OfCharge(
        await Ask<ChargeView>(HttpMethod.Get, reference is null ? $"v1/charges?paymentId={payment}" : One("charges", reference), null, null, ct));

    public async Task<ChargeOutcome> Capture(PaymentId payment, string reference, Money amount, string key, CancellationToken ct)
    {
        var body = new NewCapture(amount.Minor, amount.Currency.Code);
        return Outcome.OfCharge(await Ask<ChargeView>(HttpMethod.Post, One("charges", reference) + "/capture", body, key, ct));
    }

    public async Task<ChargeOutcome> Void(PaymentId payment, string reference, string key, CancellationToken ct) => Outcome.OfCharge(
        await Ask<ChargeView>(HttpMethod.Post, One("charges", reference) + "/void", null, key, ct));

    public async Task<RefundOutcome> Refund(RefundRequest request, CancellationToken ct)
    {
        var body = new NewRefund(request.Refund.Value, request.Reference, request.Amount.Minor, request.Amount.Currency.Code);
        return Outcome.OfRefund(await Ask<RefundView>(HttpMethod.Post, "v1/refunds", body, request.Key, ct));
    }

    public ProviderNews? Read(IncomingWebhook webhook) => SandboxNews.Read(webhook, secrets.Accepted);

    public async Task<PayoutOutcome> Pay(PayoutRequest request, CancellationToken ct)
    {
        var body = new NewPayout(
            request.Payout.Value, request.Amount.Minor, request.Amount.Currency.Code, request.AccountToken, request.Description);
        return Outcome.OfPayout(await Ask<PayoutView>(HttpMethod.Post, "v1/payouts", body, request.Key, ct));
    }

    public async Task<PayoutOutcome> Find(PayoutId payout, CancellationToken ct) => Outcome.OfPayout(
        await Ask<PayoutView>(HttpMethod.Get, $"v1/payouts?payoutId={payout}", null, null, ct));

    public async Task<AccountOutcome> Check(string accountToken, CancellationToken ct) => Outcome.OfAccount(
        await Ask<AccountView>(HttpMethod.Get, One("accounts", accountToken), null, null, ct));

    public async Task<IReadOnlyList<ProviderMovement>> Movements(DateOnly day, CancellationToken ct)
    {
        var path = "v1/reports/" + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var answer = await Ask<ReportView>(HttpMethod.Get, path, null, null, ct);
        if (answer.Body is null) throw new HttpRequestException($"No report of {day:O}: {answer.Why}");
        return [.. answer.Body.Movements.Select(m =>
            new ProviderMovement(m.Kind, m.Reference, m.OurId, new Money(m.Amount, Currency.Of(m.Currency)), m.At))];
    }

    private static string One(string kind, string id) => $"v1/{kind}/{Uri.EscapeDataString(id)}";

    /// <summary>Only an answer that was understood is an answer; whatever else happens on the way is doubt.</summary>
    private async Task<Answer<T>> Ask<T>(HttpMethod method, string path, object? body, string? key, CancellationToken ct) where T : class
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secrets.ApiKey);
        if (key is not null) request.Headers.Add(WireFormat.KeyHeader, key);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), WireFormat.Json));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        try
        {
            using var response = await wire.Http.SendAsync(request, ct);
            if ((int)response.StatusCode is >= 500 or 401 or 403 or 408 or 429)
                return new Answer<T>($"HTTP {(int)response.StatusCode}");

            var bytes = await response.Content.ReadAsByteArrayAsync(ct);
            if (response.IsSuccessStatusCode)
                return JsonSerializer.Deserialize<T>(bytes, WireFormat.Json) is { } read ? new Answer<T>(read) : new Answer<T>("empty answer");

            var refusal = JsonSerializer.Deserialize<Refusal>(bytes, WireFormat.Json);
            return refusal?.Code is { Length: > 0 } code
                ? new Answer<T>(code, response.StatusCode == HttpStatusCode.NotFound, response.StatusCode != HttpStatusCode.Conflict)
                : new Answer<T>($"HTTP {(int)response.StatusCode}");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or IOException)
        {
            return new Answer<T>(e.Message);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Answer<T>("no answer in time");
        }
    }
}

/// <summary>What came back: a thing, a refusal in the provider's words, or nothing certain.</summary>
internal sealed record Answer<T>(T? Body, string? Code, bool Missing, bool Final, string Why) where T : class
{
    public Answer(T body) : this(body, null, false, false, "") { }

    public Answer(string code, bool missing, bool final) : this(null, code, missing, final, code) { }

    public Answer(string why) : this(null, null, false, false, why) { }
}
