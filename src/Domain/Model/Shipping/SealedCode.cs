namespace Marketplace.Domain.Shipping;

/// <summary>A six-digit code that proves a hand-over: only its seal is compared; the wrong entries are counted.</summary>
/// <param name="Seal">Keyed hash of subject and code.</param>
/// <param name="Kept">The code encrypted, for the one who may see it again.</param>
/// <param name="Misses">Wrong entries so far.</param>
public sealed record SealedCode(string Seal, string Kept, int Misses = 0)
{
    /// <summary>Wrong entries after which the code opens nothing any more.</summary>
    public const int MaxTries = 5;

    /// <summary>True after too many wrong entries.</summary>
    public bool Locked => Misses >= MaxTries;

    /// <summary>Entries left.</summary>
    public int TriesLeft => Math.Max(0, MaxTries - Misses);

    /// <summary>One wrong entry more.</summary>
    public SealedCode Missed() => this with { Misses = Misses + 1 };
}

/// <summary>How a delivery is proven; kept for ever.</summary>
/// <param name="Kind"><c>CODE</c>, <c>PHOTO</c>, <c>SIGNATURE</c> or <c>STATEMENT</c> (the seller's own word).</param>
/// <param name="File">Key of the stored picture, if there is one.</param>
/// <param name="Verified">True when the buyer's code matched.</param>
public sealed record DeliveryProof(string Kind, string? File, bool Verified, DateTimeOffset At);
