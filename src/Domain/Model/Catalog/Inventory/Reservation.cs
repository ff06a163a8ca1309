using Marketplace.Kernel;

namespace Marketplace.Domain.Catalog;

/// <summary>How a reservation stands (product §4.13).</summary>
public enum ReservationState
{
    /// <summary>Units are kept for the order.</summary>
    Held,

    /// <summary>Units left the stock for good.</summary>
    Committed,

    /// <summary>Units were given back.</summary>
    Released,

    /// <summary>Nobody followed up in time.</summary>
    Expired,
}

/// <summary>Units of one offer.</summary>
public sealed record Units(OfferId Offer, int Quantity);

/// <summary>Committed units that came back for one cause.</summary>
public sealed record UnitsBack(Guid Cause, IReadOnlyList<Units> Lines);

/// <summary>The stock kept for one order, until a deadline; every hold ends once.</summary>
public sealed class Reservation : Aggregate<OrderId>
{
    private const string Machine = "reservation";

    private Reservation(OrderId id, IReadOnlyList<Units> lines, DateTimeOffset until, DateTimeOffset createdAt) : base(id) =>
        (Lines, Until, CreatedAt) = (lines, until, createdAt);

    /// <summary>One line per offer, in offer order.</summary>
    public IReadOnlyList<Units> Lines { get; private set; }

    /// <summary>How it stands.</summary>
    public ReservationState State { get; private set; } = ReservationState.Held;

    /// <summary>When the hold lapses.</summary>
    public DateTimeOffset Until { get; private set; }

    /// <summary>When the units were first held.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>What came back after the commit, by cause.</summary>
    public IReadOnlyList<UnitsBack> Returns { get; private set; } = [];

    /// <summary>Row version: an expiry and a payment racing for the hold have one winner.</summary>
    public uint Version { get; private set; }

    /// <summary>Sums lines on one offer and brings them into offer order.</summary>
    public static IReadOnlyList<Units> Summed(IEnumerable<Units> lines) =>
        [.. lines.GroupBy(l => l.Offer).Select(g => new Units(g.Key, g.Sum(l => l.Quantity))).OrderBy(l => l.Offer.Value)];

    /// <summary>Notes a hold whose units were just taken.</summary>
    public static Reservation Hold(OrderId order, IReadOnlyList<Units> lines, DateTimeOffset until, DateTimeOffset at)
    {
        var reservation = new Reservation(order, Summed(lines), until, at);
        reservation.Raise(new UnitsHeld(order, reservation.Lines, until));
        reservation.Record(new StateChange(Machine, order.Value, "hold", null, "HELD", null, at));
        return reservation;
    }

    /// <summary>True when it is for exactly these units.</summary>
    public bool IsFor(IEnumerable<Units> lines) => Summed(lines).SequenceEqual(Lines);

    /// <summary>The units of an ended hold were taken again.</summary>
    public Result HoldAgain(DateTimeOffset until, DateTimeOffset at)
    {
        if (State is not (ReservationState.Released or ReservationState.Expired)) return No("hold");

        Move("hold", ReservationState.Held, null, at);
        Until = until;
        Raise(new UnitsHeld(Id, Lines, until));
        return Result.Ok;
    }

    /// <summary>Keeps the hold until a later deadline; an earlier one changes nothing.</summary>
    public Result Extend(DateTimeOffset until)
    {
        if (State != ReservationState.Held) return No("extend");
        if (until > Until) Until = until;
        return Result.Ok;
    }

    /// <summary>The units leave the stock for good.</summary>
    public Result Commit(DateTimeOffset at)
    {
        if (State != ReservationState.Held) return No("commit");
        Move("commit", ReservationState.Committed, null, at);
        return Result.Ok;
    }

    /// <summary>The units are free again.</summary>
    public Result Release(DateTimeOffset at)
    {
        if (State != ReservationState.Held) return No("release");
        Move("release", ReservationState.Released, null, at);
        Raise(new UnitsFreed(Id, "released"));
        return Result.Ok;
    }

    /// <summary>The deadline passed and nobody followed up.</summary>
    public Result Expire(DateTimeOffset at)
    {
        if (State != ReservationState.Held || at < Until) return No("expire");
        Move("expire", ReservationState.Expired, null, at);
        Raise(new UnitsFreed(Id, "expired"));
        return Result.Ok;
    }

    /// <summary>Which of these units really come back: once per cause, never more than left, nothing before the commit.</summary>
    public IReadOnlyList<Units> Return(Guid cause, IReadOnlyList<Units> wanted)
    {
        if (State != ReservationState.Committed || Returns.Any(r => r.Cause == cause)) return [];

        var back = Summed(wanted).Select(w => w with { Quantity = Math.Min(w.Quantity, Left(w.Offer)) })
            .Where(w => w.Quantity > 0).ToArray();
        Returns = [.. Returns, new UnitsBack(cause, back)];
        return back;
    }

    private int Left(OfferId offer) =>
        Lines.Where(l => l.Offer == offer).Sum(l => l.Quantity)
        - Returns.SelectMany(r => r.Lines).Where(l => l.Offer == offer).Sum(l => l.Quantity);

    private void Move(string happened, ReservationState to, string? reason, DateTimeOffset at)
    {
        Record(new StateChange(Machine, Id.Value, happened, Text(State), Text(to), reason, at));
        State = to;
    }

    private Error No(string happened) => Error.InvalidTransition(
        Machine, Text(State), happened, State == ReservationState.Held ? ["extend", "commit", "release", "expire"] : []);

    private static string Text(ReservationState state) => state.ToString().ToUpperInvariant();
}

/// <summary>Units are kept for an order.</summary>
public sealed record UnitsHeld(OrderId Order, IReadOnlyList<Units> Lines, DateTimeOffset Until) : IDomainEvent;

/// <summary>Kept units are free again.</summary>
public sealed record UnitsFreed(OrderId Order, string Cause) : IDomainEvent;

/// <summary>The reservations, one per order.</summary>
public interface IReservations
{
    /// <summary>The reservation of an order; null when it never held anything.</summary>
    Task<Reservation?> Find(OrderId order, CancellationToken ct);

    /// <summary>Orders whose hold lapsed before a moment, oldest first.</summary>
    Task<IReadOnlyList<OrderId>> Lapsed(DateTimeOffset before, int limit, CancellationToken ct);

    /// <summary>Adds a reservation.</summary>
    void Add(Reservation reservation);
}
