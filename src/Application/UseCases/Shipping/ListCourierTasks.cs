using Marketplace.Domain.Shipping;
using Marketplace.Kernel;

namespace Marketplace.Application.Shipping;

/// <summary>A courier's offers and work, oldest first.</summary>
/// <param name="Finished">Finished tasks instead of open ones, newest first.</param>
public sealed record ListCourierTasks(CourierId Courier, bool Finished, PageRequest Page);

/// <summary>One task of a courier.</summary>
public sealed record GetCourierTask(CourierTaskId Task, CourierId Courier);

/// <summary>A task as its courier sees it; addresses go when the work is done.</summary>
public sealed record CourierTaskView(
    CourierTaskId Id, ShipmentId ShipmentId, string Number, string State, DateTimeOffset? OfferedUntil, Address? From,
    Address? To,
    IReadOnlyList<ParcelMeasure> Pieces, int Attempts, string? FailureReason, bool DeliveryCodeLocked,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt, uint Version, DoorCashView? Cash);

/// <summary>Whether a courier is on shift.</summary>
public sealed record GetShift(CourierId Courier);

/// <summary>A courier's shift.</summary>
public sealed record ShiftView(bool OnShift, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt);
