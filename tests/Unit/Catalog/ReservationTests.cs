using FsCheck;
using FsCheck.Fluent;
using Marketplace.Application;
using Marketplace.Application.Catalog;
using Marketplace.Domain.Catalog;
using Marketplace.Kernel;
using Marketplace.Ports.Catalog;
using Marketplace.Ports.Catalog.Messages;
using Marketplace.Tests.Unit.Fakes;
using Xunit;

namespace Marketplace.Tests.Unit.Catalog;

public sealed class ReservationTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly OfferId[] Offers = [new(Guid.Parse("0199b6b4-0000-7000-8000-000000000001")), new(Guid.Parse("0199b6b4-0000-7000-8000-000000000002"))];
    private static readonly OrderId[] Orders = [.. Enumerable.Range(1, 3).Select(i => new OrderId(new Guid(i, 0, 0, new byte[8])))];

    private readonly FakeStock _stock = new();

    public ReservationTests()
    {
        _stock.Put(Offers[0], 5);
        _stock.Put(Offers[1], 3);
    }

    [Fact]
    public async Task Two_lines_on_one_offer_are_held_as_their_sum()
    {
        Assert.True((await Hold(0, (0, 2), (0, 3))).IsOk);

        Assert.Equal((5, 5), _stock.Items[Offers[0]]);
        Assert.Equal([new Units(Offers[0], 5)], Assert.Single(_stock.All).Lines);
    }

    [Fact]
    public async Task A_short_line_holds_nothing_and_says_what_is_left()
    {
        var answer = await Hold(0, (0, 1), (1, 4));

        Assert.True(answer.Failed(out var error));
        Assert.Equal(("stock-insufficient", $"/lines/{Offers[1].Value}"), (error.Code, Assert.Single(error.Fields!).Pointer));
        Assert.Equal((Offers[1].Value, 3), (error.Facts!["offer"], error.Facts["available"]));
        Assert.Equal((5, 0), _stock.Items[Offers[0]]);
    }

    [Fact]
    public async Task A_repeated_hold_is_harmless_and_a_different_one_is_refused()
    {
        await Hold(0, (0, 2), (1, 1));

        Assert.True((await Hold(0, (1, 1), (0, 1), (0, 1))).IsOk);
        Assert.True((await Hold(0, (0, 3))).Failed(out var error));
        Assert.Equal("hold-differs", error.Code);
        Assert.Equal((5, 2), _stock.Items[Offers[0]]);
    }

    [Fact]
    public async Task Placing_again_after_the_hold_lapsed_takes_it_again()
    {
        await Hold(0, (0, 2));
        _stock.Now += TimeSpan.FromHours(1);
        await Expire(0);

        Assert.Equal((5, 0), _stock.Items[Offers[0]]);
        Assert.True((await Hold(0, (0, 2))).IsOk);
        Assert.Equal((5, 2), _stock.Items[Offers[0]]);
        Assert.Equal(ReservationState.Held, Assert.Single(_stock.All).State);
    }

    [Fact]
    public async Task A_commit_answers_committed_each_time_and_takes_the_units_once()
    {
        await Hold(0, (0, 2));

        await Commit(0);
        await Commit(0);

        Assert.Equal((3, 0), _stock.Items[Offers[0]]);
        Assert.Equal([new StockCommitted(Orders[0]), new StockCommitted(Orders[0])], _stock.Sent);
    }

    [Fact]
    public async Task Late_money_finds_the_units_sold_and_hears_short()
    {
        await Hold(0, (0, 4));
        await Release(0);
        await Hold(1, (0, 2));

        await Commit(0);
        await Commit(2);

        Assert.Equal([new StockShort(Orders[0]), new StockShort(Orders[2])], _stock.Sent);
        Assert.Equal((5, 2), _stock.Items[Offers[0]]);
    }

    [Fact]
    public async Task A_hold_is_left_alone_until_its_grace_is_over_or_while_it_is_extended()
    {
        await Hold(0, (0, 1));
        await Hold(1, (0, 1));
        await new ExtendHoldHandler(_stock).Handle(new ExtendHold(Orders[1], Noon.AddHours(9)), default);

        _stock.Now = Noon.AddMinutes(30) + ExpireHold.Grace - TimeSpan.FromSeconds(1);
        await Expire(0);
        var early = _stock.Items[Offers[0]];
        _stock.Now += TimeSpan.FromSeconds(1);
        await Expire(0);
        await Expire(1);

        Assert.Equal((5, 2), early);
        Assert.Equal((5, 1), _stock.Items[Offers[0]]);
    }

    [Fact]
    public async Task Units_come_back_once_per_cause_and_never_more_than_were_taken()
    {
        await Hold(0, (0, 3), (1, 2));
        await Commit(0);
        _stock.Sent.Clear();
        var cause = Guid.NewGuid();

        await Return(0, cause, (0, 2, "RESTOCK"), (1, 1, "WRITE_OFF"));
        await Return(0, cause, (0, 2, "RESTOCK"));
        await Return(0, Guid.NewGuid(), (0, 2, "RESTOCK"));

        Assert.Equal((5, 0), _stock.Items[Offers[0]]);
        Assert.Equal((1, 0), _stock.Items[Offers[1]]);
        Assert.Equal([(2, 4), (4, 5)], _stock.Sent.Cast<StockChanged>().Select(m => (m.Old, m.New)));
    }

    [Fact]
    public async Task A_decline_for_shortage_leaves_nothing_that_is_not_held()
    {
        await Hold(0, (0, 2));
        await Commit(0);
        await Hold(1, (0, 1));

        await Return(0, Guid.NewGuid(), (0, 2, "SET_ZERO"));

        Assert.Equal((1, 1), _stock.Items[Offers[0]]);
    }

    [Fact]
    public void R19_R20_R21_any_sequence_keeps_the_counters_and_ends_each_hold_once() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), Holds).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(120));

    private static bool Holds(byte[] steps)
    {
        var world = new ReservationTests();
        var (holds, ends) = (new Dictionary<Guid, int>(), new Dictionary<Guid, int>());
        foreach (var step in steps)
        {
            world.Do(step).GetAwaiter().GetResult();
            foreach (var change in world._stock.All.SelectMany(r => r.TakeChanges()))
            {
                var side = change.Event == "hold" ? holds : ends;
                side[change.Subject] = side.GetValueOrDefault(change.Subject) + 1;
            }

            if (world._stock.All.Any(r => holds[r.Id.Value] - ends.GetValueOrDefault(r.Id.Value) != (r.State == ReservationState.Held ? 1 : 0)))
                return false;
            if (Offers.Any(o => world._stock.Items[o].Reserved != world.HeldOf(o) || world._stock.Items[o].OnHand != world._stock.Moved(o)))
                return false;
        }

        return true;
    }

    private int HeldOf(OfferId offer) => _stock.All.Where(r => r.State == ReservationState.Held)
        .SelectMany(r => r.Lines).Where(l => l.Offer == offer).Sum(l => l.Quantity);

    private async Task Do(byte step)
    {
        var (order, offer, n) = (step % 3, step / 3 % 2, 1 + (step / 6 % 3));
        _stock.Now += TimeSpan.FromMinutes(7);
        switch (step / 18 % 7)
        {
            case 0 or 1: await Hold(order, (offer, n), (0, 1)); break;
            case 2: await Commit(order); break;
            case 3: await Release(order); break;
            case 4: await Expire(order); break;
            case 5: await Return(order, new Guid(step % 5, 0, 0, new byte[8]), (offer, n, step % 2 == 0 ? "RESTOCK" : "SET_ZERO"), (0, 1, "WRITE_OFF")); break;
            default: await new SetStockHandler(_stock, _stock, _stock).Handle(new SetStock(default, [new Count(Offers[offer], null, n)]), default); break;
        }
    }

    private Task<Result<Kernel.Unit>> Hold(int order, params (int Offer, int Quantity)[] lines) =>
        new HoldStockHandler(_stock, _stock, _stock).Handle(
            new HoldStock(Orders[order], [.. lines.Select(l => new StockLine(Offers[l.Offer], l.Quantity))], _stock.Now.AddMinutes(30)), default);

    private Task Commit(int order) => new CommitStockHandler(_stock, _stock, _stock, _stock).Handle(new CommitStock(Orders[order]), default);

    private Task Release(int order) => new ReleaseStockHandler(_stock, _stock, _stock).Handle(new ReleaseStock(Orders[order]), default);

    private Task Expire(int order) => new ExpireHoldHandler(_stock, _stock, _stock).Handle(new ExpireHold(Orders[order]), default);

    private Task Return(int order, Guid cause, params (int Offer, int Quantity, string Fate)[] lines) =>
        new ReturnStockHandler(_stock, _stock, _stock, _stock).Handle(
            new ReturnStock(Orders[order], cause, [.. lines.Select(l => new StockLineFate(Offers[l.Offer], l.Quantity, l.Fate))]), default);
}
