using Marketplace.Kernel;

namespace Marketplace.Ports.Admin;

/// <summary>Something one person wants and another has to agree to (quality S14).</summary>
/// <param name="Kind">The permission that proposing and agreeing need.</param>
/// <param name="About">What it is about: an account, a payout.</param>
/// <param name="Payload">The request to carry out, as JSON.</param>
/// <param name="By">Who wants it.</param>
public sealed record Proposal(string Kind, Guid About, string Payload, UserId By);

/// <summary>What became of a request that may need a second person.</summary>
/// <param name="Waiting">The approval that waits for one; null when one person was enough.</param>
public sealed record Decided(ApprovalId? Waiting)
{
    /// <summary>One person was enough.</summary>
    public static Decided Alone { get; } = new((ApprovalId?)null);
}

/// <summary>
/// Published command of Admin: asks for a second person, and hears what became of it. Asking the same again finds what waits
/// already; what nobody answers is over after the market's time.
/// </summary>
public interface IFourEyes
{
    /// <summary>Whether the proposer may go on alone, or which approval waits now.</summary>
    Task<Result<Decided>> Ask(Proposal proposal, CancellationToken ct);

    /// <summary>What was agreed to is done, or was refused for this reason.</summary>
    Task<Result> Close(ApprovalId approval, string? refusal, CancellationToken ct);
}
