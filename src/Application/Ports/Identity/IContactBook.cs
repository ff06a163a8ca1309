using Marketplace.Kernel;

namespace Marketplace.Ports.Identity;

/// <summary>Where a person can be reached; personal data, never put into messages or logs.</summary>
public sealed record Contact(UserId User, string Name, string? Email, string? Phone, string Locale);

/// <summary>Published query of Identity: contacts of accounts; unknown ids are left out.</summary>
public interface IContactBook
{
    /// <summary>The contacts of the given accounts.</summary>
    Task<IReadOnlyList<Contact>> For(IReadOnlyCollection<UserId> users, CancellationToken ct);
}
