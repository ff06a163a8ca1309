using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Xunit;
using static Marketplace.Domain.Orders.SellerOrderState;

namespace Marketplace.Tests.Unit.Orders;

/// <summary>
/// Product §4.1, every state against every command: what is not listed here is refused and changes nothing.
/// </summary>
public sealed class SellerOrderMachineTests
{
    private static readonly SellerOrderId Part = Sample.Part(0);

    private static readonly Dictionary<string, Func<Order, DateTimeOffset, Result>> Commands = new()
    {
        ["pay"] = (o, at) => Quietly(() => o.ConfirmPaid(Sample.Timers, at)),
        ["expire"] = (o, at) => Quietly(() => o.GiveUp("payment_expired", at)),
        ["buyer-cancel"] = (o, at) => o.CancelByBuyer(Part, Sample.Timers, at),
        ["accept"] = (o, at) => o.Accept(Part, Sample.Timers, at),
        ["decline-one"] = (o, at) => o.Decline(Part, [new Units(1, 1)], "other", Guid.Empty, at),
        ["decline-all"] = (o, at) => o.Decline(Part, null, "shortage", Guid.Empty, at),
        ["acceptance-timer"] = (o, at) => Quietly(() => o.TimeOut(Part, SellerOrderTimer.Acceptance, Sample.Timers, at)),
        ["agree-cancel"] = (o, at) => o.AnswerCancel(Part, true, true, null, at),
        ["refuse-cancel"] = (o, at) => o.AnswerCancel(Part, false, true, null, at),
        ["cancel-answer-timer"] = (o, at) => Quietly(() => o.TimeOut(Part, SellerOrderTimer.CancelAnswer, Sample.Timers, at)),
        ["support-arrived"] = (o, at) => o.SettleArrival(Part, "found", Sample.Timers, at),
        ["deny-receipt"] = (o, at) => o.ConfirmReceipt(Part, false, Sample.Timers, at),
        ["pack"] = (o, at) => o.Pack(Part, at),
        ["seller-cancel"] = (o, at) => o.CancelBySeller(Part, true, at),
        ["hand-over"] = (o, at) => o.ParcelMoved(Part, Sample.Parcel(2, 2), Sample.Timers, at, at),
        ["shipment-timer"] = (o, at) => Quietly(() => o.TimeOut(Part, SellerOrderTimer.Shipment, Sample.Timers, at)),
        ["deliver"] = (o, at) => o.ParcelDelivered(Part, Sample.Parcel(3, 2), Sample.Timers, at, at),
        ["silence-timer"] = (o, at) => Quietly(() => o.TimeOut(Part, SellerOrderTimer.Silence, Sample.Timers, at)),
        ["lost"] = (o, at) => o.ParcelFailed(Part, Sample.Parcel(4, 2, ParcelState.Lost), Sample.Timers, at),
        ["returned-to-sender"] = (o, at) => o.ParcelFailed(
            Part, Sample.Parcel(5, 2, ParcelState.Returned), Sample.Timers, at),
        ["confirm"] = (o, at) => o.ConfirmReceipt(Part, true, Sample.Timers, at),
        ["confirmation-timer"] = (o, at) => Quietly(
            () => o.TimeOut(Part, SellerOrderTimer.Confirmation, Sample.Timers, at)),
        ["return-one"] = (o, at) => o.UnitsReturned(Part, [new Units(1, 1)], at),
        ["return-all"] = (o, at) => o.UnitsReturned(Part, [new Units(1, 2)], at),
    };

    private static readonly Dictionary<(SellerOrderState, string), SellerOrderState> Moves = new()
    {
        [(AwaitingPayment, "pay")] = New, [(AwaitingPayment, "expire")] = Cancelled,
        [(AwaitingPayment, "buyer-cancel")] = Cancelled,
        [(New, "accept")] = Processing, [(New, "decline-one")] = New, [(New, "decline-all")] = Cancelled,
        [(New, "acceptance-timer")] = Cancelled, [(New, "buyer-cancel")] = Cancelled,
        [(Processing, "buyer-cancel")] = Cancelled, [(Processing, "pack")] = Ready,
        [(Processing, "seller-cancel")] = Cancelled,
        [(Processing, "hand-over")] = Shipped, [(Processing, "shipment-timer")] = Cancelled,
        [(Processing, "deliver")] = Delivered,
        [(Ready, "buyer-cancel")] = Ready, [(Ready, "seller-cancel")] = Cancelled, [(Ready, "hand-over")] = Shipped, [(Ready, "shipment-timer")] = Cancelled,
        [(Ready, "deliver")] = Delivered,
        [(Shipped, "hand-over")] = Shipped, [(Shipped, "deliver")] = Delivered, [(Shipped, "silence-timer")] = Shipped,
        [(Shipped, "lost")] = Cancelled, [(Shipped, "returned-to-sender")] = Returned,
        [(Shipped, "return-one")] = Shipped, [(Shipped, "return-all")] = Returned,
        [(Delivered, "confirm")] = Completed, [(Delivered, "confirmation-timer")] = Completed,
        [(Delivered, "return-one")] = Delivered, [(Delivered, "return-all")] = Returned,
        [(Completed, "return-one")] = Completed, [(Completed, "return-all")] = Returned,
    };

    // News that come late or twice and timers of a past phase are no mistake of the caller: they are ignored.
    private static readonly HashSet<string> Quiet =
        ["pay", "expire", "acceptance-timer", "shipment-timer", "silence-timer", "confirmation-timer",
        "cancel-answer-timer"];

    public static TheoryData<SellerOrderState, string> All()
    {
        var all = new TheoryData<SellerOrderState, string>();
        foreach (var state in Enum.GetValues<SellerOrderState>())
            foreach (var command in Commands.Keys) all.Add(state, command);
        return all;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_part_does_what_is_listed_and_refuses_the_rest(SellerOrderState state, string command)
    {
        var order = Sample.In(state);
        order.TakeEvents();
        order.TakeChanges();

        var result = Commands[command](order, Sample.Noon.AddDays(30));

        var listed = Moves.TryGetValue((state, command), out var target);
        Assert.Equal(listed ? target : state, Sample.StateOf(order));
        Assert.Equal(listed || Quiet.Contains(command), result.IsOk);
        if (listed) Assert.Contains(
            order.TakeChanges(), c => c.Machine == "seller-order" && c.To == SellerOrderMachine.Text(target));
        else Assert.Empty(order.TakeChanges());
    }

    [Fact]
    public void A_refusal_names_the_state_and_what_it_accepts()
    {
        var refused = Sample.In(Delivered).Accept(Part, Sample.Timers, Sample.Noon);

        Assert.True(refused.Failed(out var error));
        Assert.Equal(("invalid-transition", ErrorKind.Conflict), (error.Code, error.Kind));
        Assert.Equal("DELIVERED", error.Facts!["state"]);
        Assert.Equal(["confirm-receipt", "confirm-timeout", "return-received"], (string[])error.Facts["allowed"]!);
    }

    [Theory]
    [InlineData("acceptance-timer", New)]
    [InlineData("shipment-timer", Processing)]
    [InlineData("confirmation-timer", Delivered)]
    public void A_timer_that_fires_before_its_deadline_changes_nothing(string timer, SellerOrderState state)
    {
        var order = Sample.In(state);

        Commands[timer](order, Sample.Noon.AddMinutes(1));

        Assert.Equal(state, Sample.StateOf(order));
    }

    private static Result Quietly(Action change)
    {
        change();
        return Result.Ok;
    }
}
