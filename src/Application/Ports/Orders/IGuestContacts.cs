using Marketplace.Kernel;

namespace Marketplace.Ports.Orders;

/// <summary>Where a visitor without an account can be reached; personal data, never put into messages or logs.</summary>
public sealed record GuestContact(string Email, string? Phone, string Locale);

/// <summary>Published query of Orders: what visitors said at their last purchase.</summary>
public interface IGuestContacts
{
    /// <summary>The visitor's contact; null when no order has one.</summary>
    Task<GuestContact?> Of(UserId visitor, CancellationToken ct);
}
