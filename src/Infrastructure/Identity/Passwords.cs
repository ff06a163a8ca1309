using System.Security.Cryptography;
using System.Text;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Org.BouncyCastle.Crypto.Generators;

namespace Marketplace.Infrastructure.Identity;

/// <summary>Passwords as PHC text: Argon2id where the system has libargon2, otherwise PBKDF2-HMAC-SHA256 (S1).</summary>
/// <remarks>
/// The pepper is the key of an HMAC over the password; its id is kept in the text, so that peppers can change.
/// Bcrypt hashes of imported accounts are checked as they are and stored anew at the first sign-in.
/// </remarks>
public sealed class Passwords : IPasswordHasher, IDisposable
{
    private const int SaltLength = 16;
    private const int HashLength = 32;
    private const string Argon2id = "argon2id";
    private const string Pbkdf2 = "pbkdf2-sha256";

    private readonly IdentitySettings _settings;
    private readonly PhcText _today;

    // Argon2id takes 19 MiB and a core for tens of milliseconds: more at once than there are cores helps only attackers.
    // One core stays free for those who already signed in, and who waits longer than a purchase may take is sent away.
    private readonly SemaphoreSlim _slots = new(Slots);
    private int _waiting;

    private static int Slots => Math.Max(1, Environment.ProcessorCount - 1);

    /// <summary>Uses the best method of this system.</summary>
    public Passwords(IdentitySettings settings) : this(settings, Argon2.IsInstalled)
    {
    }

    /// <summary>Uses Argon2id, or PBKDF2 where the library is missing.</summary>
    public Passwords(IdentitySettings settings, bool argon2)
    {
        _settings = settings;
        _today = argon2
            ? Blank(Argon2id, "19", settings.MinimalWork ? Argon2Work.Minimal : Argon2Work.Recommended)
            : Blank(Pbkdf2, "", [("i", settings.MinimalWork ? 1000 : 600_000)]);
    }

    /// <inheritdoc/>
    public async Task<Result<string>> Hash(string password, CancellationToken ct)
    {
        var made = _today with { Salt = RandomNumberGenerator.GetBytes(SaltLength) };
        return await InTurn(() => (made with { Hash = Derive(Peppered(password, made.PepperId), made) }).ToString(), ct);
    }

    /// <inheritdoc/>
    public async Task<Result<PasswordMatch>> Check(string password, string? stored, CancellationToken ct) =>
        await InTurn(() => stored is { Length: 60 } && stored.StartsWith("$2", StringComparison.Ordinal)
            ? CheckBcrypt(password, stored)
            : CheckPhc(password, stored), ct);

    private PasswordMatch CheckPhc(string password, string? stored)
    {
        var phc = stored is null
            ? _today
            : PhcText.Read(stored) ?? throw new InvalidOperationException("A stored password is not PHC text.");
        var derived = Derive(Peppered(password, phc.PepperId), phc);
        if (!CryptographicOperations.FixedTimeEquals(derived, phc.Hash) || stored is null) return PasswordMatch.Wrong;
        return IsOutdated(phc) ? PasswordMatch.RightButOutdated : PasswordMatch.Right;
    }

    // Whoever imported the account hashed the password as typed, without our pepper; bcrypt reads its first 72 bytes.
    private static PasswordMatch CheckBcrypt(string password, string stored) =>
        OpenBsdBCrypt.CheckPassword(stored, password.ToCharArray()) ? PasswordMatch.RightButOutdated : PasswordMatch.Wrong;

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();

    private bool IsOutdated(PhcText phc) => phc.Method != _today.Method || phc.Version != _today.Version
        || phc.PepperId != _today.PepperId || phc.Hash.Length < HashLength
        || _today.Costs.Any(c => phc.Costs.GetValueOrDefault(c.Key) < c.Value);

    private async Task<Result<T>> InTurn<T>(Func<T> work, CancellationToken ct)
    {
        if (Interlocked.Increment(ref _waiting) > _settings.PasswordQueue + Slots)
        {
            Interlocked.Decrement(ref _waiting);
            return UserErrors.Busy;
        }

        try
        {
            await _slots.WaitAsync(ct);
            try
            {
                return work();
            }
            finally
            {
                _slots.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private static byte[] Derive(byte[] secret, PhcText phc) => phc.Method switch
    {
        Argon2id when phc.Version == "19" => Argon2.Hash(
            secret, phc.Salt, new Argon2Work((uint)phc.Costs["m"], (uint)phc.Costs["t"], (uint)phc.Costs["p"]),
            phc.Hash.Length),
        Pbkdf2 => Rfc2898DeriveBytes.Pbkdf2(secret, phc.Salt, phc.Costs["i"], HashAlgorithmName.SHA256, phc.Hash.Length),
        _ => throw new InvalidOperationException($"Passwords by {phc.Method} cannot be checked here."),
    };

    private byte[] Peppered(string password, string pepperId)
    {
        // Lone surrogates have no normal form; encoding replaces them first.
        var wellFormed = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(password));
        var secret = Encoding.UTF8.GetBytes(wellFormed.Normalize(NormalizationForm.FormC));
        if (pepperId.Length == 0) return secret;

        return _settings.Peppers.TryGetValue(pepperId, out var pepper)
            ? HMACSHA256.HashData(pepper, secret)
            : throw new InvalidOperationException(
                $"The pepper '{pepperId}' is in no setting; add it to Identity:PreviousPeppers.");
    }

    private PhcText Blank(string method, string version, Argon2Work work) =>
        Blank(method, version, [("m", (int)work.MemoryKib), ("t", (int)work.Passes), ("p", (int)work.Lanes)]);

    private PhcText Blank(string method, string version, (string, int)[] costs) => new(
        method, version, costs.ToDictionary(c => c.Item1, c => c.Item2), _settings.PepperId ?? "",
        RandomNumberGenerator.GetBytes(SaltLength), new byte[HashLength]);
}
