using Marketplace.Kernel;

namespace Marketplace.Domain.Shipping;

/// <summary>Refusals of courier tasks and shifts.</summary>
public static class CourierTaskErrors
{
    /// <summary>Somebody else is asked or at work.</summary>
    public static readonly Error AlreadyTaken = Error.Conflict("task-taken", "Another courier has this task.");

    /// <summary>The minute is over.</summary>
    public static readonly Error OfferOver = Error.Conflict("offer-over", "The offer has run out.");

    /// <summary>The courier still has parcels.</summary>
    public static readonly Error OpenTasks = Error.Conflict("tasks-open", "Finish or give back your tasks before the shift ends.");

    /// <summary>No shift is running.</summary>
    public static readonly Error OffShift = Error.Conflict("off-shift", "You are not on shift.");

    /// <summary>Unknown, or another courier's.</summary>
    public static Error NotFound(CourierTaskId id) => Error.NotFound("courier-task-not-found", $"There is no task {id}.");

    /// <summary>What a task in this state accepts.</summary>
    public static string[] Events(CourierTaskState state) => state switch
    {
        CourierTaskState.Waiting or CourierTaskState.Declined or CourierTaskState.TimedOut => ["offer", "cancel"],
        CourierTaskState.Offered => ["accept", "decline", "time-out", "cancel"],
        CourierTaskState.Accepted => ["arrive", "decline", "cancel"],
        CourierTaskState.AtPickup => ["pick-up", "decline", "cancel"],
        CourierTaskState.PickedUp => ["arrive", "fail"],
        CourierTaskState.AtDoor => ["deliver", "fail"],
        CourierTaskState.Failed => ["arrive"],
        CourierTaskState.Returning => ["hand-back"],
        _ => [],
    };
}
