using Marketplace.Kernel;

namespace Marketplace.Domain.Sellers;

/// <summary>A seller's storefront and the legal party behind it.</summary>
public sealed class Shop : Aggregate<ShopId>
{
    private const string Machine = "shop";

    private Shop(ShopId id, UserId owner, string name, string slug, string country) : base(id) =>
        (Owner, Name, Slug, Country) = (owner, name, slug, country);

    public UserId Owner { get; private set; }
    [Personal]
    public string Name { get; private set; }
    [Personal]
    public string Slug { get; private set; }
    public string Country { get; private set; }
    public LegalForm LegalForm { get; private set; }
    public ShopKind Kind { get; private set; }
    [Personal]
    public string? Description { get; private set; }

    /// <summary>
    /// The seller charges no tax; asked for at application, in force once a moderator has approved the shop.
    /// </summary>
    public bool TaxExempt { get; private set; }

    public bool AutoAccept { get; private set; }
    public ShopStatus Status { get; private set; }

    /// <summary>Why the shop is restricted or suspended.</summary>
    public string? StatusReason { get; private set; }

    /// <summary>First and last day of a planned or running vacation.</summary>
    public DateOnly? VacationFrom { get; private set; }
    public DateOnly? VacationUntil { get; private set; }

    public DateTimeOffset AppliedAt { get; private set; }
    public uint Version { get; private set; }

    public static Shop Apply(ShopId id, UserId owner, ShopProfile profile, DateTimeOffset at)
    {
        var shop = new Shop(id, owner, profile.Name, profile.Slug, profile.Country)
        {
            LegalForm = profile.LegalForm, Kind = profile.Kind, Description = profile.Description,
            TaxExempt = profile.TaxExempt, AutoAccept = profile.AutoAccept, AppliedAt = at,
        };
        shop.Record(new StateChange(Machine, id.Value, "apply", null, Text(ShopStatus.Onboarding), null, at));
        shop.Raise(new ShopApplied(id, owner, at));
        return shop;
    }

    /// <summary>Changes what the seller decides alone; null leaves a value as it is.</summary>
    public Result Describe(string? name, string? description, bool? autoAccept)
    {
        if (Status == ShopStatus.Closed) return ShopErrors.Closed;

        Name = name ?? Name;
        Description = description is null ? Description : description.Length == 0 ? null : description;
        AutoAccept = autoAccept ?? AutoAccept;
        return Result.Ok;
    }

    public Result Approve(DateTimeOffset at)
    {
        if (Status != ShopStatus.Onboarding) return Refuse("approve");

        Move("approve", ShopStatus.Active, null, at);
        Raise(new ShopActivated(Id, Owner, Name, at));
        return Result.Ok;
    }

    public Result Restrict(string reason, DateTimeOffset at)
    {
        if (Status is not (ShopStatus.Active or ShopStatus.Vacation)) return Refuse("restrict");

        Move("restrict", ShopStatus.Restricted, reason, at);
        Raise(new ShopRestricted(Id, reason, at));
        return Result.Ok;
    }

    public Result Suspend(string reason, DateTimeOffset at)
    {
        if (Status is not (ShopStatus.Active or ShopStatus.Vacation or ShopStatus.Restricted)) return Refuse("suspend");

        Move("suspend", ShopStatus.Suspended, reason, at);
        Raise(new ShopSuspended(Id, reason, at));
        return Result.Ok;
    }

    /// <summary>Sells again, without edits to anything.</summary>
    public Result Reactivate(DateTimeOffset at)
    {
        if (Status is not (ShopStatus.Restricted or ShopStatus.Suspended)) return Refuse("reactivate");

        Move("reactivate", ShopStatus.Active, null, at);
        Raise(new ShopReactivated(Id, at));
        return Result.Ok;
    }

    public Result Close(string reason, DateTimeOffset at)
    {
        if (Status == ShopStatus.Closed) return Refuse("close");

        Move("close", ShopStatus.Closed, reason, at);
        return Result.Ok;
    }

    /// <summary>Plans a vacation, or starts it at once when its first day has come.</summary>
    public Result TakeVacation(DateOnly from, DateOnly until, DateOnly today, DateTimeOffset at)
    {
        if (Status is not (ShopStatus.Active or ShopStatus.Vacation)) return Refuse("take-vacation");
        if (until < from || until < today) return ShopErrors.VacationDates;

        (VacationFrom, VacationUntil) = (from, until);
        return Begin(today, at);
    }

    public Result EndVacation(DateTimeOffset at)
    {
        (VacationFrom, VacationUntil) = (null, null);
        if (Status == ShopStatus.Vacation) Move("end-vacation", ShopStatus.Active, null, at);
        return Result.Ok;
    }

    /// <summary>Starts or ends a vacation whose day has come.</summary>
    public Result NewDay(DateOnly today, DateTimeOffset at)
    {
        if (VacationUntil is null || Status is not (ShopStatus.Active or ShopStatus.Vacation)) return Result.Ok;
        return VacationUntil < today ? EndVacation(at) : Begin(today, at);
    }

    private Result Begin(DateOnly today, DateTimeOffset at)
    {
        var away = VacationFrom <= today;
        if (away && Status == ShopStatus.Active) Move("begin-vacation", ShopStatus.Vacation, null, at);
        if (!away && Status == ShopStatus.Vacation) Move("end-vacation", ShopStatus.Active, null, at);
        return Result.Ok;
    }

    private void Move(string happened, ShopStatus to, string? reason, DateTimeOffset at)
    {
        Record(new StateChange(Machine, Id.Value, happened, Text(Status), Text(to), reason, at));
        (Status, StatusReason) = (to, reason);
        if (to is not (ShopStatus.Active or ShopStatus.Vacation)) (VacationFrom, VacationUntil) = (null, null);
    }

    private Error Refuse(string happened) =>
        Error.InvalidTransition(Machine, Text(Status), happened, ShopMachine.Allowed(Status));

    private static string Text(ShopStatus status) => status.ToString().ToUpperInvariant();
}
