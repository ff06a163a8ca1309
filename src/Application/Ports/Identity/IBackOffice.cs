using Marketplace.Kernel;

namespace Marketplace.Ports.Identity;

/// <summary>Published query of Identity: who works for the marketplace.</summary>
public interface IBackOffice
{
    /// <summary>True for an administrator when no other account is or ever was one.</summary>
    Task<bool> IsFirstAndOnlyAdministrator(UserId user, CancellationToken ct);

    /// <summary>True for an administrator when no other account is one now.</summary>
    Task<bool> IsOnlyAdministrator(UserId user, CancellationToken ct);

    /// <summary>Accounts of the back office that have a permission; a hundred at most.</summary>
    Task<IReadOnlyList<UserId>> HoldersOf(string permission, CancellationToken ct);
}
