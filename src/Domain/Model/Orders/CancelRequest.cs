namespace Marketplace.Domain.Orders;

/// <summary>How a buyer's wish to cancel ended.</summary>
public enum CancelAnswer
{
    /// <summary>The seller has not answered yet.</summary>
    Open,

    /// <summary>The seller agreed, or called the part off anyway.</summary>
    Agreed,

    /// <summary>The seller sends the goods.</summary>
    Refused,

    /// <summary>Nobody answered in time: silence counts for the buyer.</summary>
    Lapsed,

    /// <summary>The goods had left before there was an answer.</summary>
    Overtaken,
}

/// <summary>A buyer's wish to cancel a part that is already being sent; one per part.</summary>
/// <param name="Reason">The buyer's words.</param>
/// <param name="Note">The seller's words.</param>
public sealed record CancelRequest(
    DateTimeOffset AskedAt, DateTimeOffset AnswerBy, CancelAnswer Answer, string? Reason, DateTimeOffset? AnsweredAt = null,
    string? Note = null)
{
    /// <summary>It waits for an answer.</summary>
    internal bool IsOpen => Answer == CancelAnswer.Open;
}
