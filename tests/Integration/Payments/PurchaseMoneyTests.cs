using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Orders.Messages;
using Marketplace.Ports.Payments;
using Marketplace.Ports.Payments.Messages;
using Xunit;

namespace Marketplace.Tests.Integration.Payments;

public sealed class PurchaseMoneyTests(PaymentsHost money) : IClassFixture<PaymentsHost>
{
    [Fact]
    public async Task The_worked_example_holds_to_the_minor_unit_from_capture_to_the_last_return()
    {
        var order = Example.New();
        await money.Do(order.Collect());

        var paid = await money.Payment(order);
        Assert.Equal("COVERED", paid.GetProperty("status").GetString());
        Assert.Equal("CAPTURED", paid.GetProperty("payment").GetProperty("status").GetString());
        Assert.Equal(335_0_00 + 4_100, await money.Balance(Account.Escrow(order.PartA)));
        Assert.Equal(700_000, await money.Balance(Account.Escrow(order.PartB)));
        Assert.Equal(281_620, await Pending(order.A));

        await money.Happened(order.Completed(order.PartA));
        await money.Happened(order.Completed(order.PartB));
        Assert.Equal(0, await money.Balance(Account.Escrow(order.PartA)));
        Assert.Equal((253_458, 28_162), (await money.Balance(Account.Available(order.A)), await money.Balance(Account.Reserve(order.A))));
        Assert.Equal(631_680, await money.Balance(Account.Available(order.B)) + await money.Balance(Account.Reserve(order.B)));

        long[] expected = [43_669, 43_668, 43_669];
        var before = await money.Balance(Account.Available(order.A));
        foreach (var back in expected)
        {
            await money.Do(new RefundLines(order.PartA, order.Order, Guid.NewGuid(), [new LineUnits(2, null, 1)], "return"));
            Assert.Equal(36_765, before - await money.Balance(Account.Available(order.A)));
            before = await money.Balance(Account.Available(order.A));
        }

        using var finance = money.Host.As(UserId.New(DateTimeOffset.UtcNow), "finance");
        var refunds = await finance.GetFromJsonAsync<JsonElement>($"refunds?orderId={order.Order}&status=SUCCEEDED");
        var sent = refunds.GetProperty("items").EnumerateArray().Select(r => money.Gateway.Moved[$"{r.GetProperty("id").GetGuid()}:1"].Minor);
        Assert.Equal(expected.Order(), sent.Select(m => -m).Order());
        var after = await money.Payment(order);
        Assert.Equal("PARTIALLY_REFUNDED", after.GetProperty("payment").GetProperty("status").GetString());
        Assert.Equal(131_006, after.GetProperty("payment").GetProperty("refunded").GetProperty("amount").GetInt64());
        await money.AssertBooksBalance();
    }

    [Fact]
    public async Task A_repeated_capture_completion_or_refund_moves_nothing()
    {
        var order = Example.New();
        await money.Do(order.Collect());
        await money.Do(order.Collect());
        var cause = Guid.NewGuid();
        var refund = new RefundLines(order.PartB, order.Order, cause, [new LineUnits(1, null, 1)], "return");
        await money.Do(refund);
        await money.Do(refund);
        await money.Happened(order.Completed(order.PartA));
        await money.Happened(order.Completed(order.PartA));

        Assert.Equal(0, await money.Balance(Account.Escrow(order.PartB)));
        Assert.Equal(281_620, await money.Balance(Account.Available(order.A)) + await money.Balance(Account.Reserve(order.A)));
        await money.AssertBooksBalance();
    }

    [Fact]
    public async Task R24_a_wrong_amount_is_never_accepted_and_becomes_a_mismatch()
    {
        var order = Example.New();
        await money.Do(order.Collect("wrong"));

        var payment = await money.Payment(order);

        Assert.Equal("OPEN", payment.GetProperty("status").GetString());
        Assert.Equal(0, await money.Balance(Account.Escrow(order.PartA)));
        await using var count = money.Host.Database.CreateCommand(
            $"SELECT count(*) FROM payments.money_mismatches WHERE payment = '{payment.GetProperty("payment").GetProperty("id").GetGuid()}'");
        Assert.Equal(1L, await count.ExecuteScalarAsync());
    }

    [Fact]
    public async Task R27_a_lost_answer_is_asked_for_and_charges_once()
    {
        var order = Example.New();
        await money.Do(order.Collect("lost"));

        var payment = await money.Payment(order);

        Assert.Equal("COVERED", payment.GetProperty("status").GetString());
        Assert.Single(money.Gateway.Moved, m => m.Key == $"capture:{payment.GetProperty("payment").GetProperty("id").GetGuid()}");
    }

    [Fact]
    public async Task A_declined_payment_may_be_retried_another_way()
    {
        var order = Example.New();
        await money.Do(order.Collect("decline"));
        Assert.Equal("insufficient-funds", (await money.Payment(order)).GetProperty("payment").GetProperty("declineCode").GetString());

        using var buyer = money.Host.As(order.Buyer, "buyer");
        var started = await Send(buyer, "payments", new { orderId = order.Order.Value, provider = "fake", method = "card", token = "ok" });
        await money.Settle();

        Assert.Equal(HttpStatusCode.Created, started.StatusCode);
        var view = await money.Payment(order);
        Assert.Equal("COVERED", view.GetProperty("status").GetString());
        Assert.Equal(1, view.GetProperty("earlier").GetArrayLength());
        Assert.Equal(HttpStatusCode.Conflict, (await Send(buyer, "payments", new { orderId = order.Order.Value, provider = "fake", method = "card" })).StatusCode);
    }

    [Fact]
    public async Task A_waiting_client_hears_of_the_next_action_and_of_the_capture_at_once()
    {
        var order = Example.New();
        using var buyer = money.Host.As(order.Buyer, "buyer");
        buyer.DefaultRequestHeaders.Add("Prefer", "wait=10");
        var waiting = buyer.GetFromJsonAsync<JsonElement>($"orders/{order.Order}/payment");
        await money.Do(order.Collect("confirm"));

        var asked = await waiting;
        Assert.Equal("redirect", asked.GetProperty("payment").GetProperty("nextAction").GetProperty("kind").GetString());

        var id = asked.GetProperty("payment").GetProperty("id").GetGuid();
        var next = buyer.GetFromJsonAsync<JsonElement>($"orders/{order.Order}/payment?after=REQUIRES_ACTION");
        money.Gateway.BuyerConfirms(new PaymentId(id), new Money(Example.Total, Currency.Rub));
        Assert.Equal(HttpStatusCode.Accepted, (await Send(buyer, $"payments/{id}/confirm", null)).StatusCode);

        Assert.Equal("CAPTURED", (await next).GetProperty("payment").GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_stranger_sees_neither_payment_nor_order()
    {
        var order = Example.New();
        await money.Do(order.Collect());
        var id = (await money.Payment(order)).GetProperty("payment").GetProperty("id").GetGuid();
        using var stranger = money.Host.As(UserId.New(DateTimeOffset.UtcNow), "buyer");
        using var nobody = money.Host.Anyone();

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"orders/{order.Order}/payment")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"payments/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync($"payments/{id}/cancel", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync($"payments/{id}")).StatusCode);
    }

    [Fact]
    public async Task A_promise_is_captured_without_declined_units_once_every_seller_has_decided()
    {
        var order = Example.New();
        await money.Do(order.Collect(method: "hold"));
        Assert.Equal("AUTHORIZED", (await money.Payment(order)).GetProperty("payment").GetProperty("status").GetString());

        await money.Happened(order.Declined(order.PartA, 2, 1));
        await money.Happened(order.Accepted(order.PartA));
        Assert.Equal("AUTHORIZED", (await money.Payment(order)).GetProperty("payment").GetProperty("status").GetString());
        await money.Happened(order.Cancelled(order.PartB));

        var payment = (await money.Payment(order)).GetProperty("payment");
        Assert.Equal("CAPTURED", payment.GetProperty("status").GetString());
        Assert.Equal(329_808 - 43_669, payment.GetProperty("captured").GetProperty("amount").GetInt64());
        Assert.Equal(339_100 - 45_000, await money.Balance(Account.Escrow(order.PartA)));
        Assert.Equal(0, await money.Balance(Account.Escrow(order.PartB)));
        await money.Happened(order.Completed(order.PartA));
        Assert.Equal(281_620 - 36_765, await money.Balance(Account.Available(order.A)) + await money.Balance(Account.Reserve(order.A)));
        await money.AssertBooksBalance();
    }

    [Fact]
    public async Task A_promise_nobody_needs_is_let_go()
    {
        var order = Example.New();
        await money.Do(order.Collect(method: "hold"));
        await money.Happened(order.Cancelled(order.PartA));
        await money.Happened(order.Cancelled(order.PartB));

        Assert.Equal("CANCELLED", (await money.Payment(order)).GetProperty("payment").GetProperty("status").GetString());
        await money.AssertBooksBalance();
    }

    [Fact]
    public async Task Money_that_comes_after_the_order_was_given_up_goes_straight_back()
    {
        var order = Example.New();
        await money.Do(order.Collect("confirm"));
        var payment = new PaymentId((await money.Payment(order)).GetProperty("payment").GetProperty("id").GetGuid());
        money.Gateway.BuyerConfirms(payment, new Money(Example.Total, Currency.Rub));

        await money.Do(new AbandonPayment(order.Order, "buyer"));

        Assert.Equal("REFUNDED", (await money.Payment(order)).GetProperty("payment").GetProperty("status").GetString());
        Assert.Equal(0, await money.Balance(Account.Wallet(order.Buyer)));
        await money.AssertBooksBalance();
    }

    [Fact]
    public async Task After_the_deadline_a_charge_nobody_confirmed_is_let_go()
    {
        var order = Example.New();
        await money.Do(order.Collect("confirm"));

        await money.Do(new ExpirePayment(order.Order));

        var view = await money.Payment(order);
        Assert.Equal(("EXPIRED", "EXPIRED"), (view.GetProperty("status").GetString(), view.GetProperty("payment").GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Late_money_of_an_expired_order_covers_it_and_is_refunded_when_the_order_cannot_live_again()
    {
        var order = Example.New();
        await money.Do(order.Collect("confirm"));
        var payment = new PaymentId((await money.Payment(order)).GetProperty("payment").GetProperty("id").GetGuid());
        await money.Do(new ExpirePayment(order.Order));

        await money.Learn(payment, new ChargeOutcome.Captured($"ref-{payment}", new Money(Example.Total, Currency.Rub)));
        Assert.Equal("COVERED", (await money.Payment(order)).GetProperty("status").GetString());
        Assert.Equal(700_000, await money.Balance(Account.Escrow(order.PartB)));
        await money.Do(new RefundOrder(order.Order, "late_payment"));

        Assert.Equal("REFUNDED", (await money.Payment(order)).GetProperty("payment").GetProperty("status").GetString());
        Assert.Equal(0, await money.Balance(Account.Escrow(order.PartA)) + await money.Balance(Account.Escrow(order.PartB)));
        await money.AssertBooksBalance();
    }

    [Fact]
    public async Task Of_two_payments_that_both_brought_money_one_goes_back()
    {
        var order = Example.New();
        await money.Do(order.Collect("confirm"));
        var first = new PaymentId((await money.Payment(order)).GetProperty("payment").GetProperty("id").GetGuid());
        using var buyer = money.Host.As(order.Buyer, "buyer");
        await Send(buyer, "payments", new { orderId = order.Order.Value, provider = "fake", method = "card", token = "ok" });
        await money.Settle();

        await money.Learn(first, new ChargeOutcome.Captured($"ref-{first}", new Money(Example.Total, Currency.Rub)));

        var view = await money.Payment(order);
        Assert.Equal("CAPTURED", view.GetProperty("payment").GetProperty("status").GetString());
        Assert.Equal("REFUNDED", view.GetProperty("earlier")[0].GetProperty("status").GetString());
        await money.AssertBooksBalance();
    }

    [Fact]
    public async Task R23_reports_in_any_order_and_number_end_in_the_same_state()
    {
        var order = Example.New();
        await money.Do(order.Collect("confirm"));
        var payment = new PaymentId((await money.Payment(order)).GetProperty("payment").GetProperty("id").GetGuid());
        ChargeOutcome captured = new ChargeOutcome.Captured($"ref-{payment}", new Money(Example.Total, Currency.Rub));
        ChargeOutcome[] reports =
        [
            new ChargeOutcome.Declined(DeclineReason.NotConfirmed, "x"), captured, new ChargeOutcome.Pending($"ref-{payment}", DateTimeOffset.UtcNow),
            captured, new ChargeOutcome.ActionNeeded($"ref-{payment}", "redirect", new Uri("https://provider.example/")), captured,
        ];

        await Task.WhenAll(reports.Select(r => money.Learn(payment, r)));

        Assert.Equal("CAPTURED", (await money.Payment(order)).GetProperty("payment").GetProperty("status").GetString());
        Assert.Equal(700_000, await money.Balance(Account.Escrow(order.PartB)));
        await money.AssertBooksBalance();
    }

    [Fact]
    public async Task A_promise_is_captured_a_day_before_it_ends_even_if_sellers_are_silent()
    {
        await using var own = new PaymentsHost();
        await own.InitializeAsync();
        var order = Example.New();
        await own.Do(order.Collect(method: "hold"));

        await own.Advance(TimeSpan.FromDays(5.9));
        Assert.Equal("AUTHORIZED", (await own.Payment(order)).GetProperty("payment").GetProperty("status").GetString());
        await own.Advance(TimeSpan.FromDays(0.2));

        Assert.Equal("CAPTURED", (await own.Payment(order)).GetProperty("payment").GetProperty("status").GetString());
        await own.Happened(order.Declined(order.PartA, 2, 1));
        Assert.Equal(43_669, (await own.Payment(order)).GetProperty("payment").GetProperty("refunded").GetProperty("amount").GetInt64());
    }

    private async Task<long> Pending(ShopId shop)
    {
        using var seller = money.Host.AsSeller(UserId.New(DateTimeOffset.UtcNow), shop);
        var balance = await seller.GetFromJsonAsync<JsonElement>("seller/balance");
        return balance.GetProperty("pending").GetProperty("amount").GetInt64();
    }

    private static async Task<HttpResponseMessage> Send(HttpClient client, string path, object? body)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) };
        message.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return await client.SendAsync(message);
    }
}
