using Marketplace.Kernel;

namespace Marketplace.Domain.Shipping;

/// <summary>Refusals of delivery profiles.</summary>
public static class DeliveryProfileErrors
{
    /// <summary>The version moved since it was read.</summary>
    public static readonly Error Stale = new(
        ErrorKind.Stale, "version-moved", "The profile was changed meanwhile; read it again.");

    /// <summary>A shop may have only so many profiles.</summary>
    public static readonly Error TooMany = Error.Conflict("delivery-profiles-limit", "A shop may have at most 20 delivery profiles.");

    /// <summary>Unknown, or another shop's.</summary>
    public static Error NotFound(DeliveryProfileId id) =>
        Error.NotFound("delivery-profile-not-found", $"There is no delivery profile {id}.");

    /// <summary>The tables contradict themselves.</summary>
    public static Error Faulty(FieldError[] fields) =>
        Error.Invalid("delivery-profile-faulty", "Some tariffs cannot be used.", fields);
}
