using Marketplace.Kernel;
using static Marketplace.Domain.Shipping.CourierTaskState;

namespace Marketplace.Domain.Shipping;

/// <summary>One delivery of the market's own couriers: offered to one after another, then carried by the one who
/// accepted.</summary>
public sealed class CourierTask : Aggregate<CourierTaskId>
{
    private const string Machine = "courier-task";

    private CourierTask(CourierTaskId id, ShipmentId shipment) : base(id) => Shipment = shipment;

    /// <summary>The parcel to deliver.</summary>
    public ShipmentId Shipment { get; private set; }

    /// <summary>How far the task is.</summary>
    public CourierTaskState State { get; private set; }

    /// <summary>Who is asked or at work.</summary>
    public CourierId? Courier { get; private set; }

    /// <summary>End of the open offer.</summary>
    public DateTimeOffset? OfferedUntil { get; private set; }

    /// <summary>Couriers who had their chance in this round.</summary>
    public IReadOnlyList<CourierId> Asked { get; private set; } = [];

    /// <summary>Failed attempts at the door.</summary>
    public int Attempts { get; private set; }

    /// <summary>Why the last attempt failed.</summary>
    public string? FailureReason { get; private set; }

    /// <summary>When the task was made.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it last moved.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Row version.</summary>
    public uint Version { get; private set; }

    /// <summary>True while somebody is still to do something.</summary>
    public bool IsOpen => State is not (Done or Returned or Lost or Cancelled);

    /// <summary>A task for a booked parcel.</summary>
    public static CourierTask For(CourierTaskId id, ShipmentId shipment, DateTimeOffset at)
    {
        var task = new CourierTask(id, shipment) { CreatedAt = at };
        task.Move(Waiting, "create", null, at, from: null);
        return task;
    }

    /// <summary>Asks a courier; he has until then to answer.</summary>
    public Result Offer(CourierId courier, DateTimeOffset until, DateTimeOffset at)
    {
        if (State is not (Waiting or Declined or TimedOut)) return Refused("offer");
        (Courier, OfferedUntil) = (courier, until);
        Move(Offered, "offer", null, at);
        return Result.Ok;
    }

    /// <summary>Everybody was asked: the next round begins with the first again.</summary>
    public void BeginRound() => Asked = [];

    /// <summary>The asked courier takes it; whoever comes after him, or too late, does not.</summary>
    public Result Accept(CourierId courier, DateTimeOffset at)
    {
        if (Courier != courier) return CourierTaskErrors.AlreadyTaken;
        if (State != Offered) return Refused("accept");
        if (at >= OfferedUntil) return CourierTaskErrors.OfferOver;

        OfferedUntil = null;
        Move(Accepted, "accept", null, at);
        return Result.Ok;
    }

    /// <summary>The courier does not want it, or gives it back before pickup.</summary>
    public Result Decline(CourierId courier, string? reason, DateTimeOffset at)
    {
        if (Courier != courier) return CourierTaskErrors.AlreadyTaken;
        if (State is not (Offered or Accepted or AtPickup)) return Refused("decline");
        PassOn(Declined, "decline", reason, at);
        return Result.Ok;
    }

    /// <summary>The courier did not answer in time; says nothing when he did.</summary>
    public void TimeOut(DateTimeOffset at)
    {
        if (State == Offered && at >= OfferedUntil) PassOn(TimedOut, "time-out", null, at);
    }

    /// <summary>The courier accepted and never came: the next one is asked.</summary>
    public void TakeAway(DateTimeOffset at)
    {
        if (State is Accepted or AtPickup) PassOn(TimedOut, "take-away", "silent", at);
    }

    /// <summary>At the seller's, or at the buyer's door.</summary>
    public Result Arrive(DateTimeOffset at)
    {
        switch (State)
        {
            case Accepted: Move(AtPickup, "arrive", null, at); return Result.Ok;
            case PickedUp or Failed: Move(AtDoor, "arrive", null, at); return Result.Ok;
            default: return Refused("arrive");
        }
    }

    /// <summary>Whether the parcel may be taken over now; nothing changes.</summary>
    public Result CanPickUp() => State == AtPickup ? Result.Ok : Refused("pick-up");

    /// <summary>Whether the parcel may be handed to the buyer now; nothing changes.</summary>
    public Result CanComplete() => State == AtDoor ? Result.Ok : Refused("deliver");

    /// <summary>The parcel is in the bag.</summary>
    public Result PickUp(DateTimeOffset at) => Step(AtPickup, PickedUp, "pick-up", at);

    /// <summary>The parcel is with the buyer.</summary>
    public Result Complete(DateTimeOffset at) => Step(AtDoor, Done, "deliver", at);

    /// <summary>Nobody took it; after three attempts, or when the buyer refuses it, it goes back.</summary>
    public Result Fail(string reason, DateTimeOffset at)
    {
        if (State is not (AtDoor or PickedUp)) return Refused("fail");

        (Attempts, FailureReason) = (Attempts + 1, reason);
        Move(Attempts >= ShipmentRoute.MaxAttempts
            || FailureReasons.SendBack(reason) ? Returning : Failed, "fail", reason, at);
        return Result.Ok;
    }

    /// <summary>Not a word since yesterday: a vain attempt, or on the return trip a lost parcel.</summary>
    public void GoSilent(DateTimeOffset at)
    {
        if (State == Returning) Lose("silent", at);
        if (State is not (PickedUp or AtDoor or Failed)) return;

        (Attempts, FailureReason) = (Attempts + 1, "no_contact");
        Move(Attempts >= ShipmentRoute.MaxAttempts ? Returning : Failed, "silence", "no_contact", at);
    }

    /// <summary>The seller has it back.</summary>
    public Result HandBack(DateTimeOffset at) => Step(Returning, Returned, "hand-back", at);

    /// <summary>The parcel is lost while it was out.</summary>
    public void Lose(string reason, DateTimeOffset at)
    {
        if (State is PickedUp or AtDoor or Failed or Returning) Move(Lost, "lose", reason, at);
    }

    /// <summary>The parcel was called off before pickup.</summary>
    public Result Cancel(DateTimeOffset at)
    {
        if (State is PickedUp or AtDoor or Failed or Returning || !IsOpen) return Refused("cancel");
        Move(Cancelled, "cancel", null, at);
        return Result.Ok;
    }

    private Result Step(CourierTaskState from, CourierTaskState to, string @event, DateTimeOffset at)
    {
        if (State != from) return Refused(@event);
        Move(to, @event, null, at);
        return Result.Ok;
    }

    private void PassOn(CourierTaskState to, string @event, string? reason, DateTimeOffset at)
    {
        if (Courier is { } asked) Asked = [.. Asked, asked];
        (Courier, OfferedUntil) = (null, null);
        Move(to, @event, reason, at);
    }

    private Error Refused(string @event) =>
        Error.InvalidTransition(Machine, UpperSnake.Of(State), @event, CourierTaskErrors.Events(State));

    private void Move(CourierTaskState to, string @event, string? reason, DateTimeOffset at) =>
        Move(to, @event, reason, at, State);

    private void Move(CourierTaskState to, string @event, string? reason, DateTimeOffset at, CourierTaskState? from)
    {
        (State, UpdatedAt) = (to, at);
        var before = from is { } state ? UpperSnake.Of(state) : null;
        Record(new StateChange(Machine, Id.Value, @event, before, UpperSnake.Of(to), reason, at));
        Raise(new TaskMoved(Id, Shipment, Courier, to, OfferedUntil));
    }
}
