using Marketplace.Kernel;

namespace Marketplace.Domain.Sellers;

/// <summary>Why a shop refuses.</summary>
public static class ShopErrors
{
    /// <summary>No such shop for this caller.</summary>
    public static readonly Error NotFound = Error.NotFound("shop-not-found", "There is no such shop.");

    /// <summary>The account has a shop.</summary>
    public static readonly Error AlreadyApplied = Error.Conflict("shop-exists", "This account has a shop already.");

    /// <summary>Another shop has this address.</summary>
    public static readonly Error SlugTaken = Error.Conflict(
        "slug-taken", "Another shop has this address; choose a different slug.");

    /// <summary>A closed shop does not change.</summary>
    public static readonly Error Closed = Error.Conflict("shop-closed", "This shop is closed.");

    /// <summary>A vacation ends on or after its first day and not in the past.</summary>
    public static readonly Error VacationDates = Error.Invalid(
        "vacation-dates", "A vacation ends on or after its first day and not in the past.",
        new FieldError("/vacation/until", "vacation-dates", "Choose a later last day."));

    /// <summary>Somebody changed the shop since it was read.</summary>
    public static readonly Error Stale = new(
        ErrorKind.Stale, "version-moved", "The shop changed since it was read; read it again.");
}
