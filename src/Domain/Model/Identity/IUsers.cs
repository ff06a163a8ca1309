using Marketplace.Kernel;

namespace Marketplace.Domain.Identity;

/// <summary>All accounts.</summary>
public interface IUsers
{
    Task<User?> Find(UserId id, CancellationToken ct);

    /// <summary>The account with this canonical e-mail address or phone number; null parts match nothing.</summary>
    Task<User?> FindBySignInName(string? email, string? phone, CancellationToken ct);

    /// <summary>Whether somebody holds a role.</summary>
    Task<bool> AnyWith(Role role, CancellationToken ct);

    void Add(User user);
}
