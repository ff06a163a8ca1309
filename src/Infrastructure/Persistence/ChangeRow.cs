using Marketplace.Kernel;

namespace Marketplace.Infrastructure.Persistence;

/// <summary>One accepted move of a state machine as stored: what moved, who did it and in which request. Append-only.</summary>
public sealed class ChangeRow
{
    /// <summary>Order of arrival.</summary>
    public long Id { get; init; }

    /// <summary>The machine's name.</summary>
    public required string Machine { get; init; }

    /// <summary>Id of the thing that moved.</summary>
    public required Guid Subject { get; init; }

    /// <summary>What happened.</summary>
    public required string Event { get; init; }

    /// <summary>State before.</summary>
    public string? FromState { get; init; }

    /// <summary>State after.</summary>
    public required string ToState { get; init; }

    /// <summary>Reason, if any.</summary>
    [Personal]
    public string? Reason { get; init; }

    /// <summary>Account or <c>system</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>Role the actor acted in.</summary>
    public required string Role { get; init; }

    /// <summary>Request or message id.</summary>
    public required string RequestId { get; init; }

    /// <summary>Market time, UTC.</summary>
    public required DateTimeOffset At { get; init; }
}
