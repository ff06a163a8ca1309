namespace Marketplace.Domain.Payments;

/// <summary>Where a payment stands (product §4.3).</summary>
public enum PaymentStatus
{
    /// <summary>Committed; the provider may or may not have been asked yet.</summary>
    Created,

    /// <summary>The buyer must confirm at the provider.</summary>
    RequiresAction,

    /// <summary>The provider works on it, or its answer was lost.</summary>
    Pending,

    /// <summary>Promised until the hold ends; counts as paid.</summary>
    Authorized,

    /// <summary>The money is in the platform's provider account.</summary>
    Captured,

    /// <summary>Part of the captured money went back.</summary>
    PartiallyRefunded,

    /// <summary>All captured money went back.</summary>
    Refunded,

    /// <summary>The provider refused.</summary>
    Failed,

    /// <summary>Given up before money moved.</summary>
    Cancelled,

    /// <summary>The deadline passed without money.</summary>
    Expired,
}

/// <summary>Whether the buyer's bank disputes a payment.</summary>
public enum ChargebackStatus
{
    /// <summary>Never disputed.</summary>
    None,

    /// <summary>Disputed; refunds are refused.</summary>
    Open,

    /// <summary>Decided for the platform.</summary>
    Won,

    /// <summary>Decided for the buyer.</summary>
    Lost,
}
