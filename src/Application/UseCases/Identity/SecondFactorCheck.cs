using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>Checking a code of an account's authenticator app, the same wherever one is asked for.</summary>
public sealed record SecondFactorCheck(ISecondFactors Factors, ISecretBox Box)
{
    private const string Purpose = "authenticator secret";

    /// <summary>True when the account has a confirmed app and this is its code, or one of its recovery codes, not used before.</summary>
    public async Task<bool> Accepts(UserId user, string code, DateTimeOffset at, CancellationToken ct)
    {
        if (await Factors.Find(user, ct) is not { ConfirmedAt: not null } factor) return false;
        return code.Length == Totp.Digits && code.All(char.IsAsciiDigit)
            ? factor.Accepts(Opened(factor), code, at)
            : factor.AcceptsRecovery(code, at);
    }

    internal static byte[] Seal(byte[] secret, ISecretBox box) => box.Seal(secret, Purpose);

    internal byte[] Opened(SecondFactor factor) => Box.Open(factor.SealedSecret, Purpose)
        ?? throw new InvalidOperationException("An authenticator secret cannot be opened: its sealing key is missing from the settings.");

    internal IReadOnlyList<string> NewRecoveryCodes() =>
        [.. Enumerable.Range(0, SecondFactor.RecoveryCodes).Select(_ => SecondFactor.RecoveryCode(Box.Random(9)))];
}
