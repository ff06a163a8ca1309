using FsCheck;
using FsCheck.Fluent;
using Marketplace.Application.Shipping;
using Marketplace.Domain.Shipping;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Orders.Messages;
using Marketplace.Ports.Shipping.Messages;
using Xunit;
using static Marketplace.Tests.Unit.Shipping.ParcelSample;

namespace Marketplace.Tests.Unit.Shipping;

public sealed class CourierSagaTests
{
    private static readonly CourierTaskId Task = CourierTaskId.New(Noon);
    private static readonly ShipmentId Parcel = ShipmentId.New(Noon);
    private static readonly string[] States =
    [
        "WAITING", "OFFERED", "DECLINED", "TIMED_OUT", "ACCEPTED", "AT_PICKUP", "PICKED_UP", "AT_DOOR", "FAILED", "RETURNING", "DONE",
        "RETURNED", "LOST", "CANCELLED",
    ];

    private readonly CourierTaskSaga _saga = new();

    [Fact]
    public void A_new_task_is_offered_at_once_and_again_while_nobody_is_there()
    {
        var step = _saga.React(null, Changed("WAITING"))!;
        var again = _saga.React(step.State, new CourierTaskDue(Task, step.State.Step))!;

        Assert.Equal([new OfferCourierTask(Task)], step.Sends);
        Assert.Equal([new OfferCourierTask(Task)], again.Sends);
        Assert.Single(again.Wakes);
    }

    [Fact]
    public void An_open_offer_is_timed_out_when_its_minute_is_over_and_an_old_wake_up_call_means_nothing()
    {
        var searching = After("WAITING");
        var asking = _saga.React(searching, Changed("OFFERED"))!;

        Assert.Equal(Noon.AddSeconds(60), Assert.Single(asking.Wakes).At);
        Assert.Null(_saga.React(asking.State, new CourierTaskDue(Task, searching.Step)));
        Assert.Equal(
            [new TimeOutCourierOffer(Task)], _saga.React(asking.State, new CourierTaskDue(Task, asking.State.Step))!.Sends);
    }

    [Theory]
    [InlineData("DECLINED")]
    [InlineData("TIMED_OUT")]
    public void The_next_courier_is_asked_when_one_says_no_or_nothing(string answer) =>
        Assert.Equal([new OfferCourierTask(Task)], _saga.React(After("WAITING", "OFFERED"), Changed(answer))!.Sends);

    [Fact]
    public void A_courier_who_never_comes_loses_the_task_and_a_silent_one_is_reported()
    {
        var fetching = After("WAITING", "OFFERED", "ACCEPTED");
        var carrying = After("WAITING", "OFFERED", "ACCEPTED", "AT_PICKUP", "PICKED_UP");

        Assert.Equal(
            [new TakeCourierTaskAway(Task)], _saga.React(fetching, new CourierTaskDue(Task, fetching.Step))!.Sends);
        Assert.Equal(
            [new ReportCourierSilence(Task)], _saga.React(carrying, new CourierTaskDue(Task, carrying.Step))!.Sends);
    }

    [Fact]
    public void Any_order_and_repetition_of_messages_ends_in_a_named_phase_with_a_timer_or_in_the_end()
    {
        var message = Gen.OneOf(
            Gen.Elements(States).Select(s => (IMessage)Changed(s)), Gen.Choose(0, 12)
                .Select(n => (IMessage)new CourierTaskDue(Task, n)));
        Prop.ForAll(message.ListOf().ToArbitrary(), messages =>
        {
            CourierTaskWatch? state = null;
            foreach (var m in messages)
            {
                if (_saga.React(state, m) is not { } step) continue;
                state = step.State;
                if (state.Phase != CourierTaskPhase.Over && step.Wakes.Count == 0) return false;
            }

            return state is null || Enum.IsDefined(state.Phase);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void A_parcel_nobody_fetches_goes_back_when_its_storage_is_over()
    {
        var saga = new PickupStorageSaga();
        var stored = saga.React(null, Moved("AT_PICKUP_POINT", Noon.AddDays(7)))!;

        Assert.Null(saga.React(null, Moved("IN_TRANSIT", null)));
        Assert.Equal(Noon.AddDays(7), Assert.Single(stored.Wakes).At);
        Assert.Equal([new ReturnStoredParcel(Parcel)], saga.React(stored.State, new PickupStorageDue(Parcel))!.Sends);
        Assert.Equal(PickupStoragePhase.Left, saga.React(stored.State, Delivered())!.State.Phase);
    }

    private static CourierTaskChanged Changed(string state) =>
        new(Task, Parcel, Ivan, state, state == "OFFERED" ? Noon.AddSeconds(60) : null);

    private static ShipmentUpdated Moved(string status, DateTimeOffset? until) => new(
        Parcel, SellerOrderId.New(Noon), OrderId.New(Noon), status, "local", null, Array.Empty<LineUnits>(), Noon, until);

    private static ShipmentDelivered Delivered() => new(Parcel, SellerOrderId.New(Noon), OrderId.New(Noon), [], Noon);

    private CourierTaskWatch After(params string[] states) =>
        states.Aggregate((CourierTaskWatch?)null, (state, s) => _saga.React(state, Changed(s))!.State)!;
}
