namespace Marketplace.Domain.Catalog;

/// <summary>Where a card is in its moderation (product §4.9).</summary>
public enum ProductState
{
    /// <summary>Being written by its seller.</summary>
    Draft,

    /// <summary>Under the automatic checks.</summary>
    Checking,

    /// <summary>Waiting for a moderator.</summary>
    InReview,

    /// <summary>Handed back to the seller with wishes.</summary>
    ChangesRequested,

    /// <summary>Public.</summary>
    Published,

    /// <summary>Refused with reasons.</summary>
    Rejected,

    /// <summary>Taken off by its seller.</summary>
    Hidden,

    /// <summary>Taken off by a moderator.</summary>
    Suspended,

    /// <summary>Gone for good, kept for orders.</summary>
    Archived,
}
