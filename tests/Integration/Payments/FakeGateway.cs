using System.Collections.Concurrent;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Payments;

namespace Marketplace.Tests.Integration.Payments;

/// <summary>A provider that does what the payment's token says and remembers every movement of money.</summary>
public sealed class FakeGateway : IPaymentGateway, IProviders<IPaymentGateway>
{
    private readonly ConcurrentDictionary<PaymentId, ChargeOutcome> _charges = new();
    private readonly ConcurrentDictionary<string, Money> _moved = new();
    private readonly ConcurrentDictionary<PaymentId, int> _asked = new();

    /// <summary>Keys under which money moved, with what moved: charges and captures positive, refunds negative.</summary>
    public IReadOnlyDictionary<string, Money> Moved => _moved;

    /// <summary>How many refunds are refused before one is taken.</summary>
    public ConcurrentDictionary<PaymentId, int> RefusedRefunds { get; } = new();

    /// <inheritdoc/>
    public IReadOnlyList<string> Codes => ["fake"];

    /// <inheritdoc/>
    public IPaymentGateway? Find(string code) => code == "fake" ? this : null;

    /// <summary>The buyer confirms (or not) at the provider.</summary>
    public void BuyerConfirms(PaymentId payment, Money amount) => _charges[payment] = Capture(payment, amount);

    /// <inheritdoc/>
    public Task<ChargeOutcome> Charge(ChargeRequest request, CancellationToken ct)
    {
        var known = _charges.GetOrAdd(request.Payment, id => request.Token switch
        {
            "decline" => new ChargeOutcome.Declined(DeclineReason.InsufficientFunds, "51"),
            "confirm" => new ChargeOutcome.ActionNeeded($"ref-{id}", "redirect", new Uri("https://provider.example/confirm")),
            "wrong" => new ChargeOutcome.Captured($"ref-{id}", request.Amount * 2),
            _ when request.TwoStage => new ChargeOutcome.Authorized($"ref-{id}", request.Amount, request.PayBy.AddDays(7)),
            _ => Capture(id, request.Amount),
        });
        var first = _asked.AddOrUpdate(request.Payment, 1, (_, n) => n + 1) == 1;
        return Task.FromResult(request.Token == "lost" && first ? new ChargeOutcome.Unknown("no answer") : known);
    }

    /// <inheritdoc/>
    public Task<ChargeOutcome> Find(PaymentId payment, string? reference, CancellationToken ct) =>
        Task.FromResult(_charges.TryGetValue(payment, out var known) ? known : new ChargeOutcome.NotFound());

    /// <inheritdoc/>
    public Task<ChargeOutcome> Capture(PaymentId payment, string reference, Money amount, string key, CancellationToken ct) =>
        Task.FromResult(_charges[payment] = Capture(payment, amount));

    /// <inheritdoc/>
    public Task<ChargeOutcome> Void(PaymentId payment, string reference, string key, CancellationToken ct) =>
        Task.FromResult(_charges.AddOrUpdate(
            payment, _ => new ChargeOutcome.NotFound(), (_, known) => known is ChargeOutcome.Captured ? known : new ChargeOutcome.Voided(reference)));

    /// <inheritdoc/>
    public Task<RefundOutcome> Refund(RefundRequest request, CancellationToken ct)
    {
        if (RefusedRefunds.TryGetValue(request.Payment, out var left) && left > 0)
        {
            RefusedRefunds[request.Payment] = left - 1;
            return Task.FromResult<RefundOutcome>(new RefundOutcome.Failed("busy", Final: false));
        }

        _moved.TryAdd(request.Key, -request.Amount);
        return Task.FromResult<RefundOutcome>(new RefundOutcome.Succeeded($"back-{request.Refund}"));
    }

    /// <inheritdoc/>
    public ProviderNews? Read(IncomingWebhook webhook) => null;

    private ChargeOutcome.Captured Capture(PaymentId payment, Money amount)
    {
        _moved.TryAdd($"capture:{payment}", amount);
        return new ChargeOutcome.Captured($"ref-{payment}", amount);
    }
}
