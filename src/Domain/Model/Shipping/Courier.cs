using Marketplace.Kernel;

namespace Marketplace.Domain.Shipping;

/// <summary>A courier of the market's own fleet: on shift or not, and when he was last asked.</summary>
public sealed class Courier : Aggregate<CourierId>
{
    private const string Machine = "courier-shift";

    private Courier(CourierId id) : base(id)
    {
    }

    /// <summary>True while he takes offers.</summary>
    public bool OnShift { get; private set; }

    /// <summary>When the running or last shift began.</summary>
    public DateTimeOffset? ShiftStartedAt { get; private set; }

    /// <summary>When the last shift ended.</summary>
    public DateTimeOffset? ShiftEndedAt { get; private set; }

    /// <summary>When he was last asked; who waits longest is asked first.</summary>
    public DateTimeOffset? LastAskedAt { get; private set; }

    /// <summary>Row version.</summary>
    public uint Version { get; private set; }

    /// <summary>A courier who never worked before.</summary>
    public static Courier New(CourierId id) => new(id);

    /// <summary>Begins to take offers; a running shift just goes on.</summary>
    public void StartShift(DateTimeOffset at)
    {
        if (OnShift) return;
        (OnShift, ShiftStartedAt, ShiftEndedAt) = (true, at, null);
        Record(new StateChange(Machine, Id.Value, "start", "OFF", "ON", null, at));
    }

    /// <summary>Takes no more offers.</summary>
    public Result EndShift(DateTimeOffset at)
    {
        if (!OnShift) return CourierTaskErrors.OffShift;
        (OnShift, ShiftEndedAt) = (false, at);
        Record(new StateChange(Machine, Id.Value, "end", "ON", "OFF", null, at));
        return Result.Ok;
    }

    /// <summary>Was asked just now.</summary>
    public void Ask(DateTimeOffset at) => LastAskedAt = at;
}

/// <summary>Couriers by id and by whose turn it is.</summary>
public interface ICouriers
{
    /// <summary>The courier; null when he never worked.</summary>
    Task<Courier?> Find(CourierId id, CancellationToken ct);

    /// <summary>The courier on shift who was not asked for the longest time, leaving these out; null when there is
    /// none.</summary>
    Task<Courier?> NextOnShift(IReadOnlyCollection<CourierId> except, CancellationToken ct);

    /// <summary>Keeps a new courier.</summary>
    void Add(Courier courier);
}

/// <summary>Courier tasks by id, parcel and courier.</summary>
public interface ICourierTasks
{
    /// <summary>The task; null when unknown.</summary>
    Task<CourierTask?> Find(CourierTaskId id, CancellationToken ct);

    /// <summary>The open task of a parcel; null when there is none.</summary>
    Task<CourierTask?> OpenOf(ShipmentId shipment, CancellationToken ct);

    /// <summary>Tasks nobody is asked about now, oldest first.</summary>
    Task<IReadOnlyList<CourierTaskId>> Unasked(int limit, CancellationToken ct);

    /// <summary>True when the courier has accepted tasks to finish.</summary>
    Task<bool> AnyAtWork(CourierId courier, CancellationToken ct);

    /// <summary>Keeps a new task.</summary>
    void Add(CourierTask task);
}
