using Marketplace.Kernel;
using Marketplace.Ports.Payments;
using Xunit;

namespace Marketplace.Contracts.Kit.Payments;

/// <summary>What every payment gateway must do. Inherit it, script the provider, run; promises cannot be overridden.</summary>
public abstract partial class PaymentGatewayContract : IAsyncLifetime
{
    private static readonly Money Amount = new(50_00, Currency.Usd);

    private PaymentProviderScript _provider = null!;

    /// <summary>Currencies with 0, 2, 3 and 6 decimals.</summary>
    public static TheoryData<string, long> Amounts => new() { { "JPY", 5000 }, { "USD", 1 }, { "RUB", 199_999_99 }, { "KWD", 12_345 } };

    /// <summary>Everything that can happen to an answer.</summary>
    public static TheoryData<Fault> Faults => [.. Enum.GetValues<Fault>().Where(f => f != Fault.None)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IPaymentGateway Gateway => _provider.Gateway;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => _provider = await Begin();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A fresh provider without any history and a gateway that talks to it.</summary>
    protected abstract Task<PaymentProviderScript> Begin();

    [Theory, MemberData(nameof(Amounts))]
    public async Task An_accepted_charge_is_captured_in_exactly_our_amount(string currency, long minor)
    {
        var amount = new Money(minor, Currency.Of(currency));

        var outcome = await Gateway.Charge(Request(ChargeScene.Accepted) with { Amount = amount }, Ct);

        Assert.Equal(amount, Assert.IsType<ChargeOutcome.Captured>(outcome).Amount);
        Assert.Equal(1, _provider.Captures);
    }

    [Fact]
    public async Task Repeating_a_charge_with_one_key_moves_money_once()
    {
        var request = Request(ChargeScene.Accepted);

        var first = await Gateway.Charge(request, Ct);
        var second = await Gateway.Charge(request, Ct);

        Assert.Equal(first, second);
        Assert.Equal(1, _provider.Captures);
    }

    [Fact]
    public async Task Repeating_a_charge_from_several_places_at_once_moves_money_once()
    {
        var request = Request(ChargeScene.Accepted);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Gateway.Charge(request, Ct)));

        Assert.Contains(outcomes, o => o is ChargeOutcome.Captured);
        Assert.All(outcomes, o => Assert.True(o is ChargeOutcome.Captured or ChargeOutcome.Unknown));
        Assert.Equal(1, _provider.Captures);
    }

    [Fact]
    public async Task Two_payments_are_two_charges()
    {
        var first = await Gateway.Charge(Request(ChargeScene.Accepted), Ct);
        var second = await Gateway.Charge(Request(ChargeScene.Accepted), Ct);

        Assert.NotEqual(((ChargeOutcome.Captured)first).Reference, ((ChargeOutcome.Captured)second).Reference);
        Assert.Equal(2, _provider.Captures);
    }

    [Fact]
    public async Task A_refusal_says_why_and_moves_nothing()
    {
        var request = Request(ChargeScene.Insufficient);

        var outcome = await Gateway.Charge(request, Ct);

        var declined = Assert.IsType<ChargeOutcome.Declined>(outcome);
        Assert.Equal(DeclineReason.InsufficientFunds, declined.Reason);
        Assert.NotEmpty(declined.ProviderCode);
        Assert.Equal(0, _provider.Captures);
    }

    [Fact]
    public async Task A_charge_the_buyer_must_confirm_names_the_address_and_can_be_found()
    {
        var request = Request(ChargeScene.NeedsBuyer);

        var outcome = await Gateway.Charge(request, Ct);

        var action = Assert.IsType<ChargeOutcome.ActionNeeded>(outcome);
        Assert.True(action.SendBuyerTo.IsAbsoluteUri);
        Assert.Equal(action, await Gateway.Find(request.Payment, action.Reference, Ct));
        Assert.Equal(0, _provider.Captures);
    }

    [Theory, MemberData(nameof(Faults))]
    public async Task A_lost_answer_is_unknown_never_declined(Fault fault)
    {
        var request = Request(ChargeScene.Accepted);
        _provider.Server.Next(fault);

        var outcome = await Gateway.Charge(request, Ct);

        Assert.IsType<ChargeOutcome.Unknown>(outcome);
    }

    [Theory, MemberData(nameof(Faults))]
    public async Task After_a_lost_answer_the_same_key_moves_money_once(Fault fault)
    {
        var request = Request(ChargeScene.Accepted);
        _provider.Server.Next(fault);
        await Gateway.Charge(request, Ct);

        var again = await Gateway.Charge(request, Ct);

        Assert.Equal(request.Amount, Assert.IsType<ChargeOutcome.Captured>(again).Amount);
        Assert.Equal(1, _provider.Captures);
    }

    [Theory]
    [InlineData(Fault.HangUpAfter)]
    [InlineData(Fault.Late)]
    [InlineData(Fault.BreaksAfter)]
    [InlineData(Fault.Garbage)]
    public async Task After_a_lost_answer_find_tells_that_the_money_moved(Fault fault)
    {
        var request = Request(ChargeScene.Accepted);
        _provider.Server.Next(fault);
        await Gateway.Charge(request, Ct);

        var found = await Gateway.Find(request.Payment, null, Ct);

        Assert.Equal(request.Amount, Assert.IsType<ChargeOutcome.Captured>(found).Amount);
    }

    [Fact]
    public async Task After_a_lost_question_find_tells_that_nothing_arrived()
    {
        var request = Request(ChargeScene.Accepted);
        _provider.Server.Next(Fault.HangUpBefore);
        await Gateway.Charge(request, Ct);

        Assert.IsType<ChargeOutcome.NotFound>(await Gateway.Find(request.Payment, null, Ct));
    }

    [Theory, MemberData(nameof(Faults))]
    public async Task A_lost_finding_is_unknown_never_not_found(Fault fault)
    {
        var request = Request(ChargeScene.Accepted);
        await Gateway.Charge(request, Ct);
        _provider.Server.Next(fault);

        Assert.IsType<ChargeOutcome.Unknown>(await Gateway.Find(request.Payment, null, Ct));
    }

    [Fact]
    public async Task Cancellation_is_honoured_while_the_provider_is_silent()
    {
        var request = Request(ChargeScene.Accepted);
        _provider.Server.Next(Fault.Late);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Gateway.Charge(request, stop.Token));
    }

    [Fact]
    public async Task A_cancelled_caller_sends_nothing()
    {
        var request = Request(ChargeScene.Accepted);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Gateway.Charge(request, stop.Token));
        Assert.Empty(_provider.Server.Requests);
    }

    private ChargeRequest Request(ChargeScene scene, bool twoStage = false)
    {
        var payment = PaymentId.New(DateTimeOffset.UtcNow);
        return new ChargeRequest(
            payment, Amount, "card", _provider.Prepare(scene), $"{payment}:1", twoStage, "Order 1",
            new Uri("https://shop.example/orders/1"), DateTimeOffset.UtcNow.AddMinutes(30));
    }
}
