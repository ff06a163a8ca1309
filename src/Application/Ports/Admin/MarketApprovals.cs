namespace Marketplace.Ports.Admin;

/// <summary>When a market wants a second person.</summary>
/// <param name="FourEyes">Off in sandbox markets unless switched on.</param>
/// <param name="OneAdministrator">The operator lets the only administrator left act alone, until there is another.</param>
/// <param name="Within">How long a proposal waits.</param>
/// <param name="PayoutLimit">Payouts above it, in minor units, need two.</param>
public sealed record MarketApprovals(bool FourEyes, bool OneAdministrator, TimeSpan Within, long PayoutLimit)
{
    /// <summary>What markets have that say nothing.</summary>
    public static MarketApprovals Usual { get; } = new(true, false, TimeSpan.FromHours(72), 300_000_000);
}
