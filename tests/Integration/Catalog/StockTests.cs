using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Application;
using Marketplace.Application.Catalog;
using Marketplace.Kernel;
using Marketplace.Ports.Catalog;
using Marketplace.Ports.Catalog.Messages;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Integration.Catalog;

public sealed class StockTests(TestHost host)
{
    private static DateTimeOffset Soon => DateTimeOffset.UtcNow.AddMinutes(30);

    [Fact]
    public async Task R19_of_two_hundred_who_want_the_last_unit_one_gets_it()
    {
        using var shop = await Shop.Open(host);
        var last = await shop.Publish("Last one", onHand: 1);

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Hold(NewOrder(), (last.Offer, 1))));

        Assert.Single(answers, a => a.IsOk);
        Assert.All(answers.Where(a => !a.IsOk), a =>
        {
            Assert.True(a.Failed(out var error));
            Assert.Equal("stock-insufficient", error.Code);
            Assert.Equal($"/lines/{last.Offer}", Assert.Single(error.Fields!).Pointer);
            Assert.Equal(0, error.Facts!["available"]);
        });
        Assert.Equal((1, 1), await Counters(last.Offer));
    }

    [Fact]
    public async Task Repeating_a_hold_at_the_same_time_holds_once()
    {
        using var shop = await Shop.Open(host);
        var made = await shop.Publish("Cup", onHand: 5);
        var order = NewOrder();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Hold(order, (made.Offer, 1), (made.Offer, 1))));
        var other = await Hold(order, (made.Offer, 3));

        Assert.All(answers, a => Assert.True(a.IsOk));
        Assert.True(other.Failed(out var refusal));
        Assert.Equal("hold-differs", refusal.Code);
        Assert.Equal((5, 2), await Counters(made.Offer));
    }

    [Fact]
    public async Task All_lines_are_held_or_none_and_the_short_ones_are_named()
    {
        using var shop = await Shop.Open(host);
        var (plenty, few) = (await shop.Publish("Plenty", onHand: 9), await shop.Publish("Few", onHand: 2));

        var answer = await Hold(NewOrder(), (plenty.Offer, 3), (few.Offer, 3), (Guid.NewGuid(), 1));

        Assert.True(answer.Failed(out var refusal));
        Assert.Equal(2, refusal.Fields!.Count);
        Assert.Contains(refusal.Fields, f => f.Pointer == $"/lines/{few.Offer}" && f.Message == "Only 2 left.");
        Assert.Equal((9, 0), await Counters(plenty.Offer));
        Assert.Equal((2, 0), await Counters(few.Offer));
    }

    [Fact]
    public async Task Committed_units_leave_and_come_back_once_per_cause()
    {
        using var shop = await Shop.Open(host);
        var (a, b, c) = (await shop.Publish("Cup A", onHand: 5), await shop.Publish("Cup B", onHand: 5), await shop.Publish("Cup C", onHand: 5));
        var order = NewOrder();
        await Hold(order, (a.Offer, 2), (b.Offer, 2), (c.Offer, 2));

        await Do(new CommitStock(order));
        await Do(new CommitStock(order));
        var taken = await Counters(a.Offer);
        var back = new ReturnStock(order, Guid.NewGuid(),
            [new(new(a.Offer), 1, "RESTOCK"), new(new(b.Offer), 1, "WRITE_OFF"), new(new(c.Offer), 1, "SET_ZERO")]);
        await Do(back);
        await Do(back);
        await Do(new ReturnStock(order, Guid.NewGuid(), [new(new(a.Offer), 9, "RESTOCK")]));

        Assert.Equal((3, 0), taken);
        Assert.Equal((5, 0), await Counters(a.Offer));
        Assert.Equal((3, 0), await Counters(b.Offer));
        Assert.Equal((0, 0), await Counters(c.Offer));
        Assert.Equal(0L, await Scalar($"SELECT sold::bigint FROM catalog.listings WHERE product = '{a.Product}'"));
        Assert.Equal(1L, await Scalar($"SELECT sold::bigint FROM catalog.listings WHERE product = '{b.Product}'"));
        await MovementsAddUp();
    }

    [Fact]
    public async Task Late_money_takes_a_released_hold_again_or_hears_that_the_stock_is_short()
    {
        using var shop = await Shop.Open(host);
        var made = await shop.Publish("Cup", onHand: 1);
        var (first, second) = (NewOrder(), NewOrder());
        await Hold(first, (made.Offer, 1));
        await Do(new ReleaseStock(first));
        await Do(new ReleaseStock(first));

        await Hold(second, (made.Offer, 1));
        await Do(new CommitStock(first));
        var refused = await Counters(made.Offer);
        await Do(new ReleaseStock(second));
        await Do(new CommitStock(first));

        Assert.Equal((1, 1), refused);
        Assert.Equal((0, 0), await Counters(made.Offer));
        Assert.Equal(
            "hold HELD, release RELEASED, hold HELD, commit COMMITTED",
            await Text($"SELECT string_agg(event || ' ' || to_state, ', ' ORDER BY id) FROM catalog.changes WHERE subject = '{first.Value}'"));
    }

    [Fact]
    public async Task R20_an_orphaned_hold_expires_after_its_grace_and_not_before()
    {
        await using var own = await TestHost.Start();
        using var shop = await Shop.Open(own);
        var made = await shop.Publish("Cup", onHand: 3);
        var (orphan, extended) = (NewOrder(), NewOrder());
        await using var scope = own.Services.CreateAsyncScope();
        var holds = scope.ServiceProvider.GetRequiredService<IStockHolds>();
        await holds.Hold(orphan, [new(new(made.Offer), 1)], Soon, CancellationToken.None);
        await holds.Hold(extended, [new(new(made.Offer), 1)], Soon, CancellationToken.None);
        await Do(own, new ExtendHold(extended, Soon.AddDays(1)));

        await own.Advance(TimeSpan.FromMinutes(40));
        await Do(own, new ExpireHold(orphan));
        var early = await Counters(own, made.Offer);
        await own.Advance(TimeSpan.FromMinutes(10));
        await Do(own, new ExpireHold(orphan));
        await Do(own, new ExpireHold(extended));

        Assert.Equal((3, 2), early);
        Assert.Equal((3, 1), await Counters(own, made.Offer));
    }

    [Fact]
    public async Task R21_whatever_happens_at_once_counters_stay_in_bounds_and_movements_add_up()
    {
        using var shop = await Shop.Open(host);
        var offers = new List<Guid>();
        for (var i = 0; i < 4; i++) offers.Add((await shop.Publish($"Busy {i}", onHand: 20)).Offer);
        var seed = new Random(7);
        var orders = Enumerable.Range(0, 40).Select(_ => NewOrder()).ToArray();
        var steps = Enumerable.Range(0, 400).Select(_ => (Order: orders[seed.Next(40)], Kind: seed.Next(6), Offer: seed.Next(4), N: seed.Next(1, 5))).ToArray();

        await Parallel.ForEachAsync(steps, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (step, ct) => await (step.Kind switch
        {
            0 or 1 => Hold(step.Order, (offers[step.Offer], step.N), (offers[(step.Offer + 1) % 4], 1)),
            2 => Do(new CommitStock(step.Order)),
            3 => Do(new ReleaseStock(step.Order)),
            4 => Do(new ReturnStock(step.Order, Guid.NewGuid(), [new(new(offers[step.Offer]), 1, "RESTOCK")])),
            _ => shop.Seller.PostAsJsonAsync("seller/stock/batch", new { items = new[] { new { offerId = offers[step.Offer], onHand = 15 + step.N } } }, ct),
        }));

        Assert.Equal(0L, await Scalar("SELECT count(*) FROM catalog.stock WHERE on_hand < 0 OR reserved < 0 OR reserved > on_hand"));
        Assert.Equal(0L, await Scalar("""
            SELECT count(*) FROM catalog.stock s
            WHERE s.reserved <> coalesce((
                SELECT sum((l ->> 'quantity')::int) FROM catalog.reservations r, jsonb_array_elements(r.lines) l
                WHERE r.state = 'HELD' AND (l ->> 'offer')::uuid = s.id), 0)
            """));
        await MovementsAddUp();
    }

    [Fact]
    public async Task A_stock_batch_keeps_its_order_and_reports_each_item()
    {
        using var shop = await Shop.Open(host);
        using var stranger = await Shop.Open(host, "Stranger");
        var (mine, held) = (await shop.Publish("Mine", onHand: 1, sku: "mine"), await shop.Publish("Held", onHand: 4, sku: "held"));
        var foreign = await stranger.Publish("Foreign", onHand: 7, sku: "foreign");
        await Hold(NewOrder(), (held.Offer, 3));

        using var answer = await shop.Seller.PostAsJsonAsync("seller/stock/batch", new
        {
            items = new object[]
            {
                new { sku = "foreign", onHand = 0 }, new { offerId = foreign.Offer, onHand = 0 }, new { sku = "held", onHand = 2 },
                new { sku = "mine", onHand = 12 },
            },
        });
        var items = (await answer.Json()).GetProperty("items");

        Assert.Equal(
            ["offer-not-found", "offer-not-found", "stock-below-reserved", null],
            items.EnumerateArray().Select(i => i.TryGetProperty("code", out var code) ? code.GetString() : null));
        Assert.Equal(12, items[3].GetProperty("available").GetInt32());
        Assert.Equal((7, 0), await Counters(foreign.Offer));
        Assert.Equal((4, 3), await Counters(held.Offer));
        Assert.Equal((12, 0), await Counters(mine.Offer));
        using var stock = await shop.Seller.GetAsync("seller/stock?sku=mine");
        Assert.Equal(12, Assert.Single((await stock.Json()).GetProperty("items").EnumerateArray()).GetProperty("onHand").GetInt32());
    }

    [Theory]
    [InlineData("""{"items":[]}""", 422)]
    [InlineData("""{"items":[{"sku":"a","onHand":-1}]}""", 422)]
    [InlineData("""{"items":[{"onHand":1}]}""", 422)]
    [InlineData("""{"items":[{"sku":"a","onHand":"1"}]}""", 400)]
    [InlineData("""{"items":[{"sku":"a","onHand":1,"price":5}]}""", 400)]
    public async Task Bad_counts_are_refused_with_a_pointer(string body, int status)
    {
        using var shop = await Shop.Open(host);

        using var answer = await shop.Seller.PostAsync("seller/stock/batch", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.StartsWith("/items", (await answer.Problem()).GetProperty("errors")[0].Text("pointer"));
    }

    [Fact]
    public async Task Movements_cannot_be_changed()
    {
        var refusal = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => Scalar("DELETE FROM catalog.movements RETURNING id"));

        Assert.Contains("append-only", refusal.MessageText);
    }

    [Fact]
    public async Task Quotes_know_who_may_sell()
    {
        using var shop = await Shop.Open(host);
        var made = await shop.Publish("Cup", price: 1990, onHand: 4);
        await using var scope = host.Services.CreateAsyncScope();
        var quotes = scope.ServiceProvider.GetRequiredService<IOfferQuotes>();

        var open = Assert.Single(await quotes.For([new(made.Offer), new(Guid.NewGuid())], CancellationToken.None));
        await shop.React(new Ports.Sellers.Messages.SellerRestricted(shop.Id, "test"));
        var shut = Assert.Single(await quotes.For([new(made.Offer)], CancellationToken.None));

        Assert.Equal((1990L, 4, true, 500), (open.Price.Minor, open.Available, open.Sellable, open.Size.WeightGrams));
        Assert.False(shut.Sellable);
    }

    private static OrderId NewOrder() => OrderId.New(DateTimeOffset.UtcNow);

    private async Task<Result> Hold(OrderId order, params (Guid Offer, int Quantity)[] lines)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IStockHolds>().Hold(
            order, [.. lines.Select(l => new StockLine(new(l.Offer), l.Quantity))], Soon, TestContext.Current.CancellationToken);
    }

    private Task Do<T>(T command) => Do(host, command);

    private static async Task Do<T>(TestHost on, T command)
    {
        await using var scope = on.Services.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<IUseCase<T, Unit>>().Handle(command, CancellationToken.None);
        Assert.False(result.Failed(out var refusal), refusal?.Message);
    }

    private Task<(int OnHand, int Reserved)> Counters(Guid offer) => Counters(host, offer);

    private static async Task<(int OnHand, int Reserved)> Counters(TestHost on, Guid offer)
    {
        await using var command = on.Database.CreateCommand($"SELECT on_hand, reserved FROM catalog.stock WHERE id = '{offer}'");
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt32(0), reader.GetInt32(1));
    }

    private async Task MovementsAddUp() => Assert.Equal(0L, await Scalar("""
        SELECT count(*) FROM catalog.stock s
        WHERE s.on_hand <> coalesce((SELECT sum(m.delta) FROM catalog.movements m WHERE m.offer = s.id), 0)
        """));

    private async Task<long> Scalar(string sql)
    {
        await using var command = host.Database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task<string> Text(string sql)
    {
        await using var command = host.Database.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
