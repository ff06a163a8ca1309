using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Application;
using Marketplace.Application.Payments;
using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Payments.Messages;
using Marketplace.Tests.Integration.Orders;
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

    [Fact]
    public async Task A_loss_that_is_not_the_sellers_fault_is_the_platforms_and_frees_the_money_at_once()
    {
        var order = await Paid("tok_ok");
        await _bench.Complete(order);
        await _bench.Host.Settle();
        await Decide("open");
        Assert.Equal(0, await _bench.Balance(Account.Available(_shop)));

        await Bear(204);
        Assert.Equal(900, await _bench.Balance(Account.Available(_shop)));
        await Decide("lost");

        Assert.Equal(900, await _bench.Balance(Account.Available(_shop)));
        Assert.Equal(3_000, await _bench.Balance(Account.Loss));
        Assert.Equal(0, await _bench.Balance(Account.Provider("sandbox")));
        await Bear(409);
        await Balanced();
    }

    [Fact]
    public async Task A_loss_that_turns_out_to_be_fraud_is_paid_back_to_the_shops_debts_first()
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

        await Bear(204);

        Assert.Equal(0, await _bench.Balance(Account.Receivable(_shop)));
        Assert.Equal(200, await _bench.Balance(Account.Available(_shop)));
        Assert.Equal(1_800, await _bench.Balance(Account.Available(_other)));
        await Balanced();
    }

    [Fact]
    public async Task Freed_escrow_is_released_with_completion_although_the_bank_still_decides()
    {
        var order = await Paid("tok_chargeback");
        await Until("chargeback = 'OPEN'");
        await _bench.Complete(order);
        await _bench.Host.Settle();

        await Bear(204);
        using var finance = _bench.Host.As(UserId.New(DateTimeOffset.UtcNow), "finance");
        var seen = (await finance.GetAsync("finance/chargebacks?open=true").Json(200)).GetProperty("items")[0];
        await Decide("lost");

        Assert.Equal(("OPEN", "PLATFORM", "Stolen card"),
            (Word(seen, "state"), Word(seen, "bearer"), Word(seen, "bearerReason")));
        Assert.Equal(900, await _bench.Balance(Account.Available(_shop)));
        Assert.Equal(0, await _bench.Balance(Account.Escrow(order.Shares[0].Id)));
        Assert.Equal(3_000, await _bench.Balance(Account.Loss));
        await Balanced();
    }

    private static string? Word(JsonElement json, string name) => json.GetProperty(name).GetString();

    private async Task Bear(int status)
    {
        var payment = await _bench.Scalar<Guid>("SELECT id FROM payments.payments");
        using var finance = _bench.Host.As(UserId.New(DateTimeOffset.UtcNow), "finance");
        await finance.PostAsJsonAsync($"finance/chargebacks/{payment}/platform-bears", new { reason = "Stolen card" }).Json(status);
        await _bench.Host.Settle();
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
