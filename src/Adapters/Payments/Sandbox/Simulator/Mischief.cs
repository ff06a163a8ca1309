namespace Marketplace.Adapters.Payments.Sandbox.Simulator;

/// <summary>How the provider misbehaves towards everybody; set through <c>PUT /control/mischief</c>.</summary>
/// <param name="FailureRate">Share of requests answered 500 before anything happens.</param>
/// <param name="LostAnswerRate">Share of requests that are carried out and then cut off.</param>
/// <param name="LatencyMs">Added to every answer.</param>
/// <param name="DropWebhooks">Share of webhooks never delivered.</param>
/// <param name="DuplicateWebhooks">Share of webhooks delivered twice.</param>
/// <param name="DelayWebhooksMs">Webhooks wait up to this long, so they overtake each other.</param>
internal sealed record Mischief(
    double FailureRate = 0, double LostAnswerRate = 0, int LatencyMs = 0, double DropWebhooks = 0, double DuplicateWebhooks = 0,
    int DelayWebhooksMs = 0)
{
    public static Mischief None { get; } = new();

    public bool Fails() => Chance(FailureRate);

    public bool LosesAnswer() => Chance(LostAnswerRate);

    public bool Drops() => Chance(DropWebhooks);

    public bool Duplicates() => Chance(DuplicateWebhooks);

    public TimeSpan Delay() => TimeSpan.FromMilliseconds(DelayWebhooksMs > 0 ? Random.Shared.Next(DelayWebhooksMs) : 0);

    private static bool Chance(double rate) => rate > 0 && Random.Shared.NextDouble() < rate;
}
