using Marketplace.Kernel;

namespace Marketplace.Ports.Identity;

/// <summary>Published query of Identity: where a person likes things delivered; personal data.</summary>
public interface IDeliveryAddresses
{
    /// <summary>The default of the person's address book; null when nothing is kept.</summary>
    Task<Address?> DefaultOf(UserId user, CancellationToken ct);
}
