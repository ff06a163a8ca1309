using System.Security.Cryptography;
using System.Text;
using Marketplace.Kernel;

namespace Marketplace.Domain.Identity;

/// <summary>An account's authenticator app and its recovery codes (S6).</summary>
public sealed class SecondFactor : Aggregate<UserId>
{
    /// <summary>Wrong codes after which no code counts for a while.</summary>
    public const int Tries = 5;

    /// <summary>That while.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    /// <summary>Recovery codes handed out at once.</summary>
    public const int RecoveryCodes = 10;

    private SecondFactor(UserId id, byte[] sealedSecret) : base(id) => SealedSecret = sealedSecret;

    /// <summary>The shared secret, readable only with a key of the host.</summary>
    public byte[] SealedSecret { get; private set; }

    /// <summary>When the app showed its first right code; before that nobody is asked for one.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>The step of the last code accepted: no code counts twice.</summary>
    public long LastStep { get; private set; }

    public int Misses { get; private set; }
    public DateTimeOffset? MissedFirstAt { get; private set; }

    /// <summary>Hashes of the recovery codes left.</summary>
    public IReadOnlyList<string> RecoveryHashes { get; private set; } = [];

    public uint Version { get; private set; }

    public static SecondFactor Begin(UserId user, byte[] sealedSecret) => new(user, sealedSecret);

    /// <summary>Another secret, as long as none is confirmed.</summary>
    public Result Restart(byte[] sealedSecret)
    {
        if (ConfirmedAt is not null) return SecondFactorErrors.On;

        (SealedSecret, LastStep) = (sealedSecret, 0);
        return Result.Ok;
    }

    /// <summary>Checks a code of the app and uses it up.</summary>
    public bool Accepts(ReadOnlySpan<byte> secret, string code, DateTimeOffset at)
    {
        if (IsPaused(at)) return false;
        if (Totp.Match(secret, code, at, LastStep) is not { } step) return Miss(at);

        (LastStep, Misses, MissedFirstAt) = (step, 0, null);
        return true;
    }

    /// <summary>Checks a recovery code and uses it up.</summary>
    public bool AcceptsRecovery(string code, DateTimeOffset at)
    {
        if (IsPaused(at)) return false;
        var hash = HashOf(Id, code);
        if (!RecoveryHashes.Contains(hash)) return Miss(at);

        RecoveryHashes = [.. RecoveryHashes.Where(h => h != hash)];
        (Misses, MissedFirstAt) = (0, null);
        return true;
    }

    /// <summary>The app works: signing in needs it from now on.</summary>
    public void Confirm(IReadOnlyList<string> recoveryCodes, DateTimeOffset at)
    {
        ConfirmedAt ??= at;
        RecoveryHashes = [.. recoveryCodes.Select(c => HashOf(Id, c))];
    }

    /// <summary>A recovery code as people read it, made of nine random bytes: <c>XXXX-XXXX-XXXX-X</c>.</summary>
    public static string RecoveryCode(ReadOnlySpan<byte> random)
    {
        var text = Base32.Write(random)[..13];
        return $"{text[..4]}-{text[4..8]}-{text[8..12]}-{text[12..]}";
    }

    private bool IsPaused(DateTimeOffset at) => Misses >= Tries && at < MissedFirstAt + Pause;

    private bool Miss(DateTimeOffset at)
    {
        if (MissedFirstAt is null || at >= MissedFirstAt + Pause) (Misses, MissedFirstAt) = (0, at);
        Misses++;
        return false;
    }

    // 65 random bits need no slow hash; the account's id keeps equal codes of two accounts apart.
    private static string HashOf(UserId user, string code)
    {
        var plain = string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"recovery {user} {plain}")));
    }
}

/// <summary>Why a second factor refuses.</summary>
public static class SecondFactorErrors
{
    /// <summary>It is on already; turn it off before setting up another one.</summary>
    public static readonly Error On = Error.Conflict("second-factor-on", "The second factor is on already.");

    /// <summary>There is none.</summary>
    public static readonly Error Off = Error.Conflict("second-factor-off", "There is no second factor yet; set one up first.");

    /// <summary>The account's roles do not allow to go without.</summary>
    public static readonly Error Mandatory =
        Error.Conflict("second-factor-mandatory", "Your role needs a second factor.");

    /// <summary>Wrong, used or tried too often: one answer for all.</summary>
    public static readonly Error WrongCode = Error.Invalid(
        "code-not-good", "This code is wrong or was used before; wait for the next one.");

    /// <summary>The ticket of the first step is too old or not ours.</summary>
    public static readonly Error TicketOver = new(
        ErrorKind.Unauthenticated, "sign-in-expired", "This took too long; sign in again.");
}

/// <summary>All second factors, also those still being set up.</summary>
public interface ISecondFactors
{
    Task<SecondFactor?> Find(UserId user, CancellationToken ct);
    void Add(SecondFactor factor);
    void Remove(SecondFactor factor);
}
