namespace Marketplace.Domain.Shipping;

/// <summary>How far a courier's task is (product §4.8).</summary>
public enum CourierTaskState
{
    /// <summary>Nobody was asked yet.</summary>
    Waiting,

    /// <summary>A courier has a minute to answer.</summary>
    Offered,

    /// <summary>The courier said no; the next one is asked.</summary>
    Declined,

    /// <summary>The courier did not answer; the next one is asked.</summary>
    TimedOut,

    /// <summary>A courier is on his way to the seller.</summary>
    Accepted,

    /// <summary>At the seller's.</summary>
    AtPickup,

    /// <summary>The parcel is in the bag.</summary>
    PickedUp,

    /// <summary>At the buyer's door.</summary>
    AtDoor,

    /// <summary>An attempt failed; the courier tries again.</summary>
    Failed,

    /// <summary>On the return trip to the seller.</summary>
    Returning,

    /// <summary>Delivered.</summary>
    Done,

    /// <summary>Back with the seller.</summary>
    Returned,

    /// <summary>The parcel is lost.</summary>
    Lost,

    /// <summary>Called off before pickup.</summary>
    Cancelled,
}

/// <summary>Why an attempt at the door may fail.</summary>
public static class FailureReasons
{
    /// <summary>Every reason a courier may give.</summary>
    public static readonly IReadOnlySet<string> All = new HashSet<string>(StringComparer.Ordinal)
    {
        "not_home", "wrong_address", "refused", "no_contact", "damaged", "bad_weather", "vehicle", "too_heavy", "closed",
    };

    /// <summary>True when another attempt is pointless.</summary>
    public static bool SendBack(string reason) => reason is "refused" or "damaged" or "wrong_address";
}
