using Marketplace.Kernel;

namespace Marketplace.Ports.Identity;

/// <summary>
/// Turns passwords into PHC text and compares them; pure computation, slow on purpose and bounded in parallel.
/// </summary>
/// <remarks>Both refuse with <see cref="ErrorKind.Unavailable"/> when too many wait already: nobody's purchase waits for a flood.</remarks>
public interface IPasswordHasher
{
    /// <summary>The text to store, made with today's method, pepper and parameters.</summary>
    Task<Result<string>> Hash(string password, CancellationToken ct);

    /// <summary>
    /// Compares with a stored text; null stands for an unknown account and takes as long as a wrong password.
    /// </summary>
    Task<Result<PasswordMatch>> Check(string password, string? stored, CancellationToken ct);
}

/// <summary>How a password compares with what is stored.</summary>
public enum PasswordMatch
{
    /// <summary>Not the password.</summary>
    Wrong,

    /// <summary>The password.</summary>
    Right,

    /// <summary>The password, but stored with an older method, pepper or weaker parameters: store it again.</summary>
    RightButOutdated,
}
