namespace Marketplace.Infrastructure;

/// <summary>Something a context does once at start, after migrations and before requests (first administrator, for instance).</summary>
public interface IStartupStep
{
    /// <summary>Runs the step; must be harmless when repeated and when several hosts start at once.</summary>
    Task Run(CancellationToken ct);
}
