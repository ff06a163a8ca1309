using static Marketplace.Domain.Shipping.ShipmentStatus;

namespace Marketplace.Domain.Shipping;

/// <summary>One thing that happened to a parcel, as its source told it.</summary>
/// <param name="Source">Carrier code, or who else said so (<c>seller</c>, <c>support</c>, <c>market</c>).</param>
/// <param name="EventId">The source's id; a repeated one is the same event.</param>
/// <param name="Code">The source's own code or reason.</param>
/// <param name="At">The source's time.</param>
/// <param name="SeenAt">When the marketplace heard of it.</param>
public sealed record ParcelEvent(
    string Source, string EventId, ShipmentStatus Status, string Code, DateTimeOffset At, DateTimeOffset SeenAt,
    string? Place);

/// <summary>How far a parcel got and how often the door stayed closed.</summary>
public readonly record struct RoutePoint(ShipmentStatus Status, int Attempts);

/// <summary>Reads a parcel's status out of its events: in the order of the carrier's time, each as far as the machine
/// allows.</summary>
public static class ShipmentRoute
{
    /// <summary>Failed attempts after which the parcel goes back.</summary>
    public const int MaxAttempts = 3;

    private static readonly Dictionary<ShipmentStatus, ShipmentStatus[]> Moves = new()
    {
        [Draft] = [LabelReady, Cancelled],
        [LabelReady] = [HandedOver, Cancelled],
        [HandedOver] = [InTransit, Lost],
        [InTransit] = [OutForDelivery, AtPickupPoint, Lost],

        // A parcel may wait at a pickup point after a vain trip: carriers report it, and their later time counts.
        [OutForDelivery] = [Delivered, DeliveryFailed, AtPickupPoint, Lost],
        [DeliveryFailed] = [OutForDelivery, Returning, Lost],
        [AtPickupPoint] = [Delivered, Returning, Lost],
        [Returning] = [Returned, Lost],
        [Delivered] = [],
        [Returned] = [],
        [Lost] = [],
        [Cancelled] = [],
    };

    private static readonly Dictionary<ShipmentStatus, HashSet<ShipmentStatus>> Reach = Moves.Keys.ToDictionary(
        s => s, Follow);

    /// <summary>True when nothing moves the parcel any more.</summary>
    public static bool IsFinal(ShipmentStatus status) => Moves[status].Length == 0;

    /// <summary>The moves product §4.8 lists for a status.</summary>
    public static IReadOnlyList<ShipmentStatus> Allowed(ShipmentStatus from) => Moves[from];

    /// <summary>True when a carrier's event may take the parcel there; an event stands for those the carrier left out
    /// before it.</summary>
    public static bool Leads(ShipmentStatus from, ShipmentStatus to) => to != Cancelled && Reach[from].Contains(to);

    /// <summary>Where the events lead a labelled parcel.</summary>
    public static RoutePoint After(IEnumerable<ParcelEvent> events) => events
        .OrderBy(e => e.At).ThenBy(e => e.Status).ThenBy(e => e.EventId, StringComparer.Ordinal)
        .Aggregate(new RoutePoint(LabelReady, 0), Step);

    private static RoutePoint Step(RoutePoint at, ParcelEvent e)
    {
        // A second failure without a report of the second trip is a second failure all the same.
        if (e.Status == at.Status && e.Status != DeliveryFailed) return at;
        if (!Leads(at.Status, e.Status)) return at;
        if (e.Status != DeliveryFailed) return at with { Status = e.Status };

        var attempts = at.Attempts + 1;
        return new RoutePoint(attempts < MaxAttempts ? DeliveryFailed : Returning, attempts);
    }

    private static HashSet<ShipmentStatus> Follow(ShipmentStatus from)
    {
        var (seen, open) = (new HashSet<ShipmentStatus>(), new Queue<ShipmentStatus>(Moves[from]));
        while (open.TryDequeue(out var next))
        {
            if (!seen.Add(next)) continue;
            foreach (var further in Moves[next]) open.Enqueue(further);
        }

        return seen;
    }
}
