using Marketplace.Domain.Shipping;
using Marketplace.Kernel;
using Xunit;
using static Marketplace.Domain.Shipping.CourierTaskState;
using static Marketplace.Tests.Unit.Shipping.ParcelSample;

namespace Marketplace.Tests.Unit.Shipping;

public sealed class CourierTaskTests
{
    /// <summary>From-state to state per event; what is not listed is refused and changes nothing.</summary>
    private static readonly Dictionary<string, Dictionary<CourierTaskState, CourierTaskState>> Moves = new()
    {
        ["offer"] = new() { [Waiting] = Offered, [Declined] = Offered, [TimedOut] = Offered },
        ["accept"] = new() { [Offered] = Accepted },
        ["decline"] = new() { [Offered] = Declined, [Accepted] = Declined, [AtPickup] = Declined },
        ["time-out"] = new() { [Offered] = TimedOut },
        ["take-away"] = new() { [Accepted] = TimedOut, [AtPickup] = TimedOut },
        ["arrive"] = new() { [Accepted] = AtPickup, [PickedUp] = AtDoor, [Failed] = AtDoor },
        ["pick-up"] = new() { [AtPickup] = PickedUp },
        ["deliver"] = new() { [AtDoor] = Done },
        ["fail"] = new() { [PickedUp] = Failed, [AtDoor] = Failed },
        ["refuse"] = new() { [PickedUp] = Returning, [AtDoor] = Returning },
        ["silence"] = new() { [PickedUp] = Failed, [AtDoor] = Failed, [Failed] = Failed, [Returning] = Lost },
        ["hand-back"] = new() { [Returning] = Returned },
        ["lose"] = new() { [PickedUp] = Lost, [AtDoor] = Lost, [Failed] = Lost, [Returning] = Lost },
        ["cancel"] = new()
        {
            [Waiting] = Cancelled, [Offered] = Cancelled, [Declined] = Cancelled, [TimedOut] = Cancelled,
            [Accepted] = Cancelled,
            [AtPickup] = Cancelled,
        },
    };

    public static TheoryData<string, CourierTaskState> EveryEventInEveryState
    {
        get
        {
            var all = new TheoryData<string, CourierTaskState>();
            foreach (var name in Moves.Keys)
                foreach (var state in Enum.GetValues<CourierTaskState>())
                    all.Add(name, state);
            return all;
        }
    }

    [Theory, MemberData(nameof(EveryEventInEveryState))]
    public void What_the_machine_lists_moves_the_task_and_everything_else_leaves_it(string name, CourierTaskState state)
    {
        var task = TaskIn(state);
        Assert.Equal(state, task.State);

        Do(task, name);

        Assert.Equal(Moves[name].GetValueOrDefault(state, state), task.State);
    }

    [Fact]
    public void Only_the_asked_courier_may_accept_and_only_within_his_minute()
    {
        var task = TaskIn(Offered);

        Assert.True(task.Accept(CourierId.New(Noon), Noon).Failed(out var taken));
        Assert.True(task.Accept(Ivan, Noon.AddSeconds(60)).Failed(out var late));

        Assert.Equal(("task-taken", "offer-over"), (taken.Code, late.Code));
        Assert.True(task.Accept(Ivan, Noon.AddSeconds(59)).IsOk);
    }

    [Fact]
    public void A_second_acceptance_loses()
    {
        var task = TaskIn(Accepted);

        Assert.True(task.Accept(CourierId.New(Noon), Noon).Failed(out var other));
        Assert.True(task.Accept(Ivan, Noon).Failed(out var again));

        Assert.Equal(("task-taken", "invalid-transition"), (other.Code, again.Code));
    }

    [Fact]
    public void Who_declined_or_let_the_offer_pass_is_left_out_until_the_next_round()
    {
        var task = TaskIn(Declined);
        var olga = CourierId.New(Noon);
        task.Offer(olga, Noon.AddSeconds(60), Noon);
        task.TimeOut(Noon.AddSeconds(60));

        Assert.Equal([Ivan, olga], task.Asked);
        task.BeginRound();
        Assert.Empty(task.Asked);
    }

    [Fact]
    public void After_three_vain_attempts_the_task_becomes_a_return_trip()
    {
        var task = TaskIn(AtDoor);

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            Assert.True(task.Fail("not_home", Noon).IsOk);
            Assert.Equal(attempt < 3 ? Failed : Returning, task.State);
            task.Arrive(Noon);
        }
    }

    private static void Do(CourierTask task, string name)
    {
        switch (name)
        {
            case "offer": task.Offer(Ivan, Noon.AddSeconds(60), Noon); break;
            case "accept": task.Accept(Ivan, Noon); break;
            case "decline": task.Decline(Ivan, null, Noon); break;
            case "time-out": task.TimeOut(Noon.AddSeconds(60)); break;
            case "take-away": task.TakeAway(Noon); break;
            case "arrive": task.Arrive(Noon); break;
            case "pick-up": task.PickUp(Noon); break;
            case "deliver": task.Complete(Noon); break;
            case "fail": task.Fail("not_home", Noon); break;
            case "refuse": task.Fail("refused", Noon); break;
            case "silence": task.GoSilent(Noon); break;
            case "hand-back": task.HandBack(Noon); break;
            case "lose": task.Lose("fire", Noon); break;
            default: task.Cancel(Noon); break;
        }
    }
}
