using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Shipping.Messages;
using static Marketplace.Application.Shipping.CourierTaskPhase;

namespace Marketplace.Application.Shipping;

/// <summary>Sees a courier's task to its end: asks one courier after another, and does not let a silent one keep
/// it.</summary>
public sealed class CourierTaskSaga : Saga<CourierTaskWatch, CourierTaskPhase>
{
    private static readonly TimeSpan SearchPause = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan FetchWithin = TimeSpan.FromHours(4);
    private static readonly TimeSpan SpeakWithin = TimeSpan.FromHours(24);
    private static readonly TimeSpan BringBackWithin = TimeSpan.FromDays(7);

    /// <summary>The table of moves.</summary>
    public CourierTaskSaga() : base(state => state.Phase)
    {
        Start<CourierTaskChanged>(e => Follow(new CourierTaskWatch(e.Task, Searching, 0), e));
        foreach (var phase in new[] { Searching, Asking, Fetching, Carrying })
        {
            When<CourierTaskChanged>(phase, Follow);
            When<CourierTaskDue>(phase, Due);
        }

        End(Over);
    }

    private static Step<CourierTaskWatch> Follow(CourierTaskWatch s, CourierTaskChanged e) => e.State switch
    {
        "WAITING" or "DECLINED" or "TIMED_OUT" => Watch(s, Searching, SearchPause).Send(new OfferCourierTask(s.Task)),
        "OFFERED" when e.OfferedUntil is { } until =>
            To(Next(s, Asking)).Wake(until, new CourierTaskDue(s.Task, s.Step + 1)),
        "ACCEPTED" or "AT_PICKUP" => Watch(s, Fetching, FetchWithin),
        "PICKED_UP" or "AT_DOOR" or "FAILED" => Watch(s, Carrying, SpeakWithin),
        "RETURNING" => Watch(s, Carrying, BringBackWithin),
        _ => To(Next(s, Over)),
    };

    // A wake-up call of an earlier step means nothing; a due one is repeated until the task answers by moving.
    private static Step<CourierTaskWatch>? Due(CourierTaskWatch s, CourierTaskDue due)
    {
        if (due.Step != s.Step) return null;
        return s.Phase switch
        {
            Searching => Watch(s, Searching, SearchPause).Send(new OfferCourierTask(s.Task)),
            Asking => Watch(s, Asking, SearchPause).Send(new TimeOutCourierOffer(s.Task)),
            Fetching => Watch(s, Fetching, FetchWithin).Send(new TakeCourierTaskAway(s.Task)),
            _ => Watch(s, Carrying, SpeakWithin).Send(new ReportCourierSilence(s.Task)),
        };
    }

    private static CourierTaskWatch Next(CourierTaskWatch s, CourierTaskPhase phase) =>
        s with { Phase = phase, Step = s.Step + 1 };

    private static Step<CourierTaskWatch> Watch(CourierTaskWatch s, CourierTaskPhase phase, TimeSpan within) =>
        To(Next(s, phase)).Wake(within, new CourierTaskDue(s.Task, s.Step + 1));
}

/// <summary>How far the search for a courier and his work are; the step tells wake-up calls apart.</summary>
public sealed record CourierTaskWatch(CourierTaskId Task, CourierTaskPhase Phase, int Step);

/// <summary>Phases of <see cref="CourierTaskSaga"/>.</summary>
public enum CourierTaskPhase
{
    /// <summary>Nobody is asked.</summary>
    Searching,

    /// <summary>One courier is asked.</summary>
    Asking,

    /// <summary>A courier is on his way to the seller.</summary>
    Fetching,

    /// <summary>A courier has the parcel.</summary>
    Carrying,

    /// <summary>Delivered, back, lost or called off.</summary>
    Over,
}

/// <summary>Time to look after a task again.</summary>
[Message("timer.courier-task")]
public sealed record CourierTaskDue(CourierTaskId Task, int Step) : ITimer
{
    /// <inheritdoc/>
    public Guid Subject => Task.Value;
}
