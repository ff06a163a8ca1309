using Marketplace.Kernel;
using Marketplace.Ports.Payments;
using Xunit;

namespace Marketplace.Contracts.Kit.Payments;

/// <summary>How a payout shall go at the provider.</summary>
public enum PayoutScene
{
    /// <summary>Paid at once.</summary>
    Paid,

    /// <summary>Accepted; paid some time later.</summary>
    OnItsWay,

    /// <summary>Refused: the account is closed.</summary>
    AccountClosed,
}

/// <summary>What the contract needs to know of one payout provider.</summary>
public abstract class PayoutProviderScript : IAsyncDisposable
{
    /// <summary>The gateway under test, pointed at <see cref="Server"/>, giving up after at most one second.</summary>
    public abstract IPayoutGateway Gateway { get; }

    /// <summary>The provider's wire; the contract makes it fail.</summary>
    public abstract ScriptedProvider Server { get; }

    /// <summary>Payouts the provider has sent.</summary>
    public abstract int Payouts { get; }

    /// <summary>Prepares the next payout to go like this and names the account to pay to.</summary>
    public abstract string Prepare(PayoutScene scene);

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>What every payout gateway must do. Inherit it, script the provider, run; promises cannot be overridden.</summary>
public abstract class PayoutGatewayContract : IAsyncLifetime
{
    private PayoutProviderScript _provider = null!;

    /// <summary>Currencies with 0, 2 and 3 decimals.</summary>
    public static TheoryData<string, long> Amounts => PaymentGatewayContract.Amounts;

    /// <summary>Everything that can happen to an answer.</summary>
    public static TheoryData<Fault> Faults => PaymentGatewayContract.Faults;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IPayoutGateway Gateway => _provider.Gateway;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => _provider = await Begin();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A fresh provider without any history and a gateway that talks to it.</summary>
    protected abstract Task<PayoutProviderScript> Begin();

    [Theory, MemberData(nameof(Amounts))]
    public async Task A_payout_is_paid_once_in_any_currency(string currency, long minor)
    {
        var request = Request(PayoutScene.Paid) with { Amount = new Money(minor, Currency.Of(currency)) };

        var outcome = await Gateway.Pay(request, Ct);

        Assert.IsType<PayoutOutcome.Paid>(outcome);
        Assert.Equal(1, _provider.Payouts);
    }

    [Fact]
    public async Task Repeating_a_payout_with_one_key_sends_money_once()
    {
        var request = Request(PayoutScene.Paid);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Gateway.Pay(request, Ct)));
        var last = await Gateway.Pay(request, Ct);

        Assert.All(outcomes, o => Assert.True(o is PayoutOutcome.Unknown || o == last));
        Assert.Equal(1, _provider.Payouts);
    }

    [Fact]
    public async Task A_payout_on_its_way_is_pending_and_found_so()
    {
        var request = Request(PayoutScene.OnItsWay);

        var outcome = await Gateway.Pay(request, Ct);

        Assert.Equal(Assert.IsType<PayoutOutcome.Pending>(outcome), await Gateway.Find(request.Payout, Ct));
    }

    [Fact]
    public async Task A_refused_payout_says_why_and_sends_nothing()
    {
        var outcome = await Gateway.Pay(Request(PayoutScene.AccountClosed), Ct);

        Assert.NotEmpty(Assert.IsType<PayoutOutcome.Failed>(outcome).ProviderCode);
        Assert.Equal(0, _provider.Payouts);
    }

    [Theory, MemberData(nameof(Faults))]
    public async Task A_lost_answer_is_unknown_and_the_same_key_sends_money_once(Fault fault)
    {
        var request = Request(PayoutScene.Paid);
        _provider.Server.Next(fault);

        Assert.IsType<PayoutOutcome.Unknown>(await Gateway.Pay(request, Ct));

        Assert.IsType<PayoutOutcome.Paid>(await Gateway.Pay(request, Ct));
        Assert.Equal(1, _provider.Payouts);
    }

    [Fact]
    public async Task After_a_lost_answer_find_tells_the_truth()
    {
        var (sent, never) = (Request(PayoutScene.Paid), Request(PayoutScene.Paid));
        _provider.Server.Next(Fault.HangUpAfter);
        await Gateway.Pay(sent, Ct);
        _provider.Server.Next(Fault.HangUpBefore);
        await Gateway.Pay(never, Ct);

        Assert.IsType<PayoutOutcome.Paid>(await Gateway.Find(sent.Payout, Ct));
        Assert.IsType<PayoutOutcome.NotFound>(await Gateway.Find(never.Payout, Ct));
    }

    [Theory, MemberData(nameof(Faults))]
    public async Task A_lost_finding_is_unknown_never_not_found(Fault fault)
    {
        var request = Request(PayoutScene.Paid);
        await Gateway.Pay(request, Ct);
        _provider.Server.Next(fault);

        Assert.IsType<PayoutOutcome.Unknown>(await Gateway.Find(request.Payout, Ct));
    }

    [Fact]
    public async Task An_account_is_checked_before_anything_is_sent()
    {
        var account = _provider.Prepare(PayoutScene.Paid);

        Assert.IsType<AccountOutcome.Usable>(await Gateway.Check(account, Ct));
        Assert.IsType<AccountOutcome.Refused>(await Gateway.Check("no such account", Ct));
        _provider.Server.Next(Fault.BreaksAfter);
        Assert.IsType<AccountOutcome.Unknown>(await Gateway.Check(account, Ct));
        Assert.Equal(0, _provider.Payouts);
    }

    [Fact]
    public async Task Cancellation_is_honoured()
    {
        var request = Request(PayoutScene.Paid);
        _provider.Server.Next(Fault.Late);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Gateway.Pay(request, stop.Token));
    }

    private PayoutRequest Request(PayoutScene scene)
    {
        var payout = PayoutId.New(DateTimeOffset.UtcNow);
        return new PayoutRequest(payout, new Money(50_00, Currency.Usd), _provider.Prepare(scene), $"{payout}:1", "Payout 1");
    }
}
