using Marketplace.Application;
using Marketplace.Application.Payments;
using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Payments.Messages;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Integration.Payments;

/// <summary>A dispute freezes only the disputed amount and is borne like a refund when it is lost (product §7.10–7.11).</summary>
public sealed class ChargebackTests : IAsyncLifetime
{
    private readonly ShopId _shop = ShopId.New(DateTimeOffset.UtcNow);
    private readonly ShopId _other = ShopId.New(DateTimeOffset.UtcNow);
    private MoneyBench _bench = null!;

    public async ValueTask InitializeAsync() =>
        _bench = await MoneyBench.Start(new Dictionary<string, string?> { ["Market:Money:Reserve"] = "0" });

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_disputed_order_is_not_released_until_the_bank_has_decided_for_us()
    {
        var order = await Paid("tok_chargeback");
        await Until("chargeback = 'OPEN'");
        await _bench.Complete(order);
        await _bench.Host.Settle();
        Assert.Equal(0, await _bench.Balance(Account.Available(_shop)));

        await Decide("won");

        Assert.Equal(900, await _bench.Balance(Account.Available(_shop)));
        Assert.Equal(1_800, await _bench.Balance(Account.Available(_other)));
    }

    [Fact]
    public async Task A_dispute_lost_before_release_is_paid_from_escrow()
    {
        var order = await Paid("tok_chargeback_lost");
        await Until("chargeback = 'LOST'");
        await _bench.Complete(order);
        await _bench.Host.Settle();

        Assert.Equal(0, await _bench.Balance(Account.Provider("sandbox")));
        Assert.Equal(0, await _bench.Balance(Account.Available(_shop)));
        Assert.Equal(0, await _bench.Balance(Account.Escrow(order.Shares[0].Id)));
        Assert.Equal(0, await _bench.Balance(Account.Loss));
        await Balanced();
    }

    [Fact]
    public async Task A_dispute_after_release_freezes_the_share_and_takes_it_when_lost()
    {
        var order = await Paid("tok_ok");
        await _bench.Complete(order);
        await _bench.Host.Settle();
        await Decide("open");
        Assert.Equal(0, await _bench.Balance(Account.Available(_shop)));
        Assert.Equal(900, await _bench.Balance(Account.Reserve(_shop)));

        await Decide("lost");
        await Decide("lost");

        Assert.Equal(0, await _bench.Balance(Account.Provider("sandbox")));
        Assert.Equal(0, await _bench.Balance(Account.Reserve(_shop)));
        Assert.Equal(0, await _bench.Balance(Account.Available(_other)));
        Assert.Equal(0, await _bench.Balance(Account.Commission));
        await Balanced();
    }

    [Fact]
    public async Task A_dispute_after_release_that_is_won_gives_the_frozen_share_back()
    {
        var order = await Paid("tok_ok");
        await _bench.Complete(order);
        await _bench.Host.Settle();

        await Decide("open");
        await Decide("won");
        await Decide("lost");

        Assert.Equal(900, await _bench.Balance(Account.Available(_shop)));
        Assert.Equal(0, await _bench.Balance(Account.Reserve(_shop)));
        await Balanced();
    }

    [Fact]
    public async Task What_the_seller_has_no_longer_becomes_a_debt()
    {
        var order = await Paid("tok_ok");
        await _bench.Complete(order);
        await _bench.Host.Settle();
        await _bench.Post(Posting.Of(new PostingCause("test-spent", Guid.NewGuid()), DateTimeOffset.UtcNow,
        [
            Marketplace.Domain.Payments.Entry.Debit(Account.Available(_shop), new Money(700, Currency.Rub)),
            Marketplace.Domain.Payments.Entry.Credit(Account.Fees, new Money(700, Currency.Rub)),
        ]));

        await Decide("lost");

        Assert.Equal(700, await _bench.Balance(Account.Receivable(_shop)));
        Assert.Equal(0, await _bench.Balance(Account.Available(_shop)));
        await Balanced();
    }

    private async Task<CollectPayment> Paid(string token)
    {
        var order = MoneyBench.Order(token, (_shop, 1_000), (_other, 2_000));
        await _bench.Publish(order);
        await _bench.Host.Settle();
        return order;
    }

    private async Task Decide(string state)
    {
        var payment = new PaymentId(await _bench.Scalar<Guid>("SELECT id FROM payments.payments"));
        await using (var scope = _bench.Host.Services.CreateAsyncScope())
        {
            var record = scope.ServiceProvider.GetRequiredService<IUseCase<RecordChargeback, Unit>>();
            var recorded = await record.Handle(new RecordChargeback(payment, state, new Money(3_000, Currency.Rub)), CancellationToken.None);
            Assert.False(recorded.Failed(out var refusal), refusal?.ToString());
        }

        await _bench.Host.Settle();
    }

    private async Task Until(string condition)
    {
        for (var until = DateTime.UtcNow.AddSeconds(10); await _bench.Scalar<long>($"SELECT count(*) FROM payments.payments WHERE {condition}") == 0;)
        {
            Assert.True(DateTime.UtcNow < until, $"{condition} did not happen within ten seconds.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        await _bench.Host.Settle();
    }

    private async Task Balanced()
    {
        Assert.Equal(0, await _bench.LedgerSum());
        Assert.Equal(0, await _bench.LedgerDifferences());
    }
}
