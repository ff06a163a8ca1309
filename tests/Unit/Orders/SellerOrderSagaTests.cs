using FsCheck;
using FsCheck.Fluent;
using Marketplace.Application.Orders;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Orders.Messages;
using Xunit;

namespace Marketplace.Tests.Unit.Orders;

public sealed class SellerOrderSagaTests
{
    private static readonly OrderId Order = new(Sample.Id(1));
    private static readonly SellerOrderId Part = Sample.Part(0);
    private static readonly ShopId Shop = Sample.Shop(0);
    private static readonly DateTimeOffset Noon = Sample.Noon;
    private static readonly SellerOrderSaga Saga = new();

    private static readonly SellerOrderOpened Opened = new(Part, Order, Shop, Sample.Buyer, "N", Noon.AddDays(1), false);
    private static readonly SellerOrderAccepted Accepted = new(
        Part, Order, Shop, Sample.Buyer, "N", Noon.AddDays(2))
    { CancelAt = Noon.AddDays(5) };
    private static readonly SellerOrderCancelRequested Requested = new(
        Part, Order, Shop, Sample.Buyer, "N", Noon.AddDays(2));
    private static readonly SellerOrderShipped Shipped = new(Part, Order, Shop) { AskAt = Noon.AddDays(16) };
    private static readonly SellerOrderDelivered Delivered = new(Part, Order, Shop, Sample.Buyer, "N", Noon.AddDays(6));

    [Fact]
    public void Every_phase_sets_its_own_deadline()
    {
        Assert.Equal(Noon.AddDays(1), Wake(Opened));
        Assert.Equal(Noon.AddDays(5), Wake(Opened, Accepted));
        Assert.Equal(Noon.AddDays(16), Wake(Opened, Accepted, Shipped));
        Assert.Equal(Noon.AddDays(6), Wake(Opened, Accepted, Shipped, Delivered));
        Assert.Equal(
            Noon.AddDays(20), Wake(Opened, Accepted, Shipped, new SellerOrderCarrierWait(Part, Order, Noon.AddDays(20))));
    }

    [Fact]
    public void A_deadline_that_passes_is_told_to_the_order()
    {
        Assert.Equal("Acceptance", TimerOf(new AcceptanceOver(Part), Opened));
        Assert.Equal("Shipment", TimerOf(new ShipmentOver(Part), Opened, Accepted));
        Assert.Equal("Silence", TimerOf(new CarrierSilent(Part), Opened, Accepted, Shipped));
        Assert.Equal("Confirmation", TimerOf(new ConfirmationOver(Part), Opened, Accepted, Shipped, Delivered));
    }

    [Fact]
    public void A_wish_to_cancel_has_its_own_deadline_beside_the_phases()
    {
        Assert.Equal(Noon.AddDays(2), Wake(Opened, Accepted, Requested));
        Assert.Equal("CancelAnswer", TimerOf(new CancelAnswerOver(Part), Opened, Accepted, Requested));
        Assert.Equal("Shipment", TimerOf(new ShipmentOver(Part), Opened, Accepted, Requested));
        Assert.Null(Saga.React(State(Opened, Accepted, Requested, Shipped), new CancelAnswerOver(Part)));
    }

    [Fact]
    public void The_hand_over_deadline_still_counts_for_what_did_not_leave_with_the_first_parcel() =>
        Assert.Equal("Shipment", TimerOf(new ShipmentOver(Part), Opened, Accepted, Shipped));

    [Fact]
    public void A_timer_of_a_past_phase_means_nothing() =>
        Assert.Null(Saga.React(State(Opened, Accepted), new AcceptanceOver(Part)));

    [Fact]
    public void Any_order_and_repetition_of_messages_ends_in_a_named_phase_and_never_goes_back() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), Holds)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(40));

    private static bool Holds(byte[] moves)
    {
        IMessage[] news =
        [
            Opened, Accepted, Shipped, Delivered, new SellerOrderCompleted(Part, Order, Shop, Sample.Buyer),
            new SellerOrderCancelled(Part, Order, Shop, Sample.Buyer, "N", [], "buyer", true),
            new SellerOrderReturned(Part, Order, Shop),
            new AcceptanceOver(Part), new ShipmentOver(Part), new CarrierSilent(Part), new ConfirmationOver(Part),
            new SellerOrderCarrierWait(Part, Order, Noon), Requested, new CancelAnswerOver(Part),
        ];
        var state = State(Opened);
        foreach (var move in moves)
        {
            if (Saga.React(state, news[move % news.Length]) is not { } step) continue;
            if (step.State.Phase < state.Phase || step.Sends.Count > 1) return false;
            state = step.State;
        }

        return Enum.IsDefined(state.Phase);
    }

    private static SellerOrderWait State(params IMessage[] news)
    {
        SellerOrderWait? state = null;
        foreach (var message in news) state = Saga.React(state, message)!.State;
        return state!;
    }

    private static DateTimeOffset? Wake(params IMessage[] news) =>
        Assert.Single(Saga.React(news.Length == 1 ? null : State(news[..^1]), news[^1])!.Wakes).At;

    private static string TimerOf(IMessage timer, params IMessage[] news) =>
        Assert.IsType<SellerOrderTimeOut>(Assert.Single(Saga.React(State(news), timer)!.Sends)).Timer;
}
