namespace Marketplace.Domain.Payments;

/// <summary>How a payment is made: through whom, by what method, with which opaque token, and in one stage or two.</summary>
public sealed record WayToPay(string Provider, string Method, string? Token, bool TwoStage)
{
    /// <summary>Provider code of money that is taken at the door: no gateway stands behind it.</summary>
    public const string Cash = "cash";
}
