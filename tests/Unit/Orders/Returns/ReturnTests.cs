using FsCheck;
using FsCheck.Fluent;
using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Xunit;
using static Marketplace.Domain.Orders.ReturnState;

namespace Marketplace.Tests.Unit.Orders.Returns;

public sealed class ReturnTests
{
    private static readonly DateTimeOffset Noon = Sample.Noon;

    /// <summary>Product §4.5; what is not listed is refused.</summary>
    private static readonly Dictionary<string, Dictionary<ReturnState, ReturnState>> Moves = new()
    {
        ["approve"] = new() { [Requested] = AwaitingShipment },
        ["keep"] = new() { [Requested] = RefundDue },
        ["reject"] = new() { [Requested] = Rejected },
        ["cancel"] = new() { [Requested] = Cancelled, [AwaitingShipment] = Cancelled },
        ["ship"] = new() { [AwaitingShipment] = InTransit },
        ["expire"] = new() { [AwaitingShipment] = Expired },
        ["receive"] = new() { [InTransit] = Received },
        ["inspect"] = new() { [Received] = RefundDue },
        ["contest"] = new() { [Received] = Disputed },
        ["close"] = new() { [RefundDue] = Closed, [Closed] = Closed },
    };

    public static TheoryData<string, ReturnState> EveryEventInEveryState
    {
        get
        {
            var all = new TheoryData<string, ReturnState>();
            foreach (var name in Moves.Keys)
                foreach (var state in Enum.GetValues<ReturnState>())
                    all.Add(name, state);
            return all;
        }
    }

    [Theory, MemberData(nameof(EveryEventInEveryState))]
    public void What_the_machine_lists_moves_the_return_and_everything_else_is_refused(string name, ReturnState state)
    {
        var made = In(state);
        Assert.Equal(state, made.State);

        var result = Do(made, name);

        Assert.Equal(Moves[name].ContainsKey(state), result.IsOk);
        Assert.Equal(Moves[name].GetValueOrDefault(state, state), made.State);
        if (result.Failed(out var error)) Assert.Equal("invalid-transition", error.Code);
    }

    [Fact]
    public void The_seller_may_accept_a_part_but_never_more_than_was_asked()
    {
        var made = In(Received);

        Assert.True(
            made.Accept([new AcceptedUnits(1, null, 3, StockFate.Restock)], false, false, Noon).Failed(out var more));
        Assert.True(made.Accept([], false, false, Noon).Failed(out var nothing));
        Assert.True(
            made.Accept([new(1, null, 2, StockFate.Restock), new(1, null, 1, StockFate.WriteOff)], false, false, Noon)
                .Failed(out _));
        Assert.True(
            made.Accept([new(1, null, 1, StockFate.Restock), new(1, null, 1, StockFate.WriteOff)], false, false, Noon)
                .IsOk);

        Assert.Equal(("units-not-in-return", "nothing-accepted"), (more.Code, nothing.Code));
        Assert.All(made.Accepted, u => Assert.Equal(Sample.Offer(0, 1), u.Offer));
    }

    [Fact]
    public void Only_delivered_goods_come_back_and_only_inside_their_window()
    {
        var part = Sample.In(SellerOrderState.Delivered).Parts[0];
        Units[] two = [new(1, 2)];

        Assert.True(ReturnWindow.Choose(part, [], two, Noon.AddDays(14)).IsOk);
        Assert.True(ReturnWindow.Choose(part, [], two, Noon.AddDays(14).AddSeconds(1)).Failed(out var late));
        Assert.True(ReturnWindow.Choose(Sample.In(SellerOrderState.Shipped).Parts[0], [], two, Noon).Failed(out var early));
        Assert.True(ReturnWindow.Choose(part, [], [new(0, 1)], Noon).Failed(out var delivery));

        Assert.Equal(("return-window-closed", "not-delivered", "units-not-there"), (late.Code, early.Code, delivery.Code));
    }

    [Fact]
    public void Units_in_another_open_return_cannot_be_asked_for_again()
    {
        var part = Sample.In(SellerOrderState.Delivered).Parts[0];
        var open = Wish(1);

        Assert.True(ReturnWindow.Choose(part, [open], [new(1, 1)], Noon).IsOk);
        Assert.True(ReturnWindow.Choose(part, [open], [new(1, 2)], Noon).Failed(out var error));

        Assert.Equal("units-not-returnable", error.Code);
        Assert.Equal(1, error.Facts!["available"]);
    }

    [Theory]
    [InlineData(ReturnReason.ChangeOfMind, 2, false)]
    [InlineData(ReturnReason.Defect, 2, true)]
    [InlineData(ReturnReason.WrongItem, 2, true)]
    [InlineData(ReturnReason.Late, 2, true)]
    [InlineData(ReturnReason.Defect, 1, false)]
    public void The_original_delivery_is_paid_back_when_the_seller_is_at_fault_and_nothing_stays_with_the_buyer(
        ReturnReason reason, int units, bool refunded) =>
        Assert.Equal(
            refunded,
            ReturnPolicy.RefundsDelivery(reason, Sample.In(SellerOrderState.Delivered).Parts[0], [new Units(1, units)]));

    [Fact]
    public void Any_sequence_of_commands_keeps_units_and_an_unbroken_history_and_never_leaves_an_end() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), moves =>
        {
            var made = Wish(2);
            foreach (var move in moves)
            {
                var before = made.State;
                Do(made, Moves.Keys.ElementAt(move % Moves.Count), 1 + (move / 16 % 4));
                if (!Moves.Values.Any(m => m.ContainsKey(before)) && made.State != before) return false;
                if (made.Accepted.Sum(u => u.Quantity) > 2) return false;
                if (made.State is RefundDue or Closed && made.Accepted.Count == 0) return false;
            }

            var history = made.TakeChanges();
            return history.Zip(history.Skip(1)).All(step => step.First.To == step.Second.From);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(60));

    private static Return Wish(int units) => Return.Request(
        ReturnId.New(Noon),
        new ReturnWish(
            new OrderId(Sample.Id(1)), Sample.Part(0), Sample.Shop(0), Sample.Buyer,
            [new OfferUnits(1, Sample.Offer(0, 1), units)],
            ReturnReason.Defect, null, []),
        Noon.AddHours(48), Noon);

    private static Return In(ReturnState state)
    {
        var made = Wish(2);
        string[] way = state switch
        {
            Requested => [],
            Rejected => ["reject"],
            AwaitingShipment => ["approve"],
            Cancelled => ["approve", "cancel"],
            Expired => ["approve", "expire"],
            InTransit => ["approve", "ship"],
            Received => ["approve", "ship", "receive"],
            Disputed => ["approve", "ship", "receive", "contest"],
            RefundDue => ["approve", "ship", "receive", "inspect"],
            _ => ["keep", "close"],
        };
        foreach (var step in way) Assert.True(Do(made, step).IsOk);
        return made;
    }

    private static Kernel.Result Do(Return made, string name, int units = 2) => name switch
    {
        "approve" => made.Approve(false, Noon.AddDays(10), Noon),
        "keep" => made.KeepIt([new Units(1, units)], true, Noon),
        "reject" => made.Reject("worn", Noon),
        "cancel" => made.Cancel(Noon),
        "ship" => made.Ship(new ReturnParcel("post", "T9"), Noon.AddDays(14), Noon),
        "expire" => made.Expire(Noon),
        "receive" => made.Receive(false, Noon.AddHours(72), Noon),
        "inspect" => made.Accept([new AcceptedUnits(1, null, units, StockFate.Restock)], true, false, Noon),
        "contest" => made.Contest("not ours", Noon),
        _ => made.Close(Noon),
    };
}
