using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>What carries a right password over to the second step: sealed, good for minutes, void once the password changes.</summary>
internal static class Tickets
{
    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(5);
    private const string Purpose = "sign-in ticket";

    public static string Issue(User user, DateTimeOffset at, ISecretBox box)
    {
        Span<byte> plain = stackalloc byte[32];
        user.Id.Value.TryWriteBytes(plain);
        BinaryPrimitives.WriteInt64BigEndian(plain[16..], (at + GoodFor).ToUnixTimeMilliseconds());
        Stamp(user).CopyTo(plain[24..]);
        return Base64Url.EncodeToString(box.Seal(plain, Purpose));
    }

    /// <summary>The account a ticket was issued to and the password it goes with; null when it is over or not ours.</summary>
    public static (UserId User, byte[] Stamp)? Read(string ticket, DateTimeOffset at, ISecretBox box)
    {
        if (ticket.Length > 200 || !Base64Url.IsValid(ticket)) return null;
        if (box.Open(Base64Url.DecodeFromChars(ticket), Purpose) is not { Length: 32 } plain) return null;
        if (at.ToUnixTimeMilliseconds() >= BinaryPrimitives.ReadInt64BigEndian(plain.AsSpan(16))) return null;
        return (new UserId(new Guid(plain.AsSpan(0, 16))), plain[24..]);
    }

    public static bool IsFor(User user, byte[] stamp) => CryptographicOperations.FixedTimeEquals(Stamp(user), stamp);

    private static byte[] Stamp(User user) => SHA256.HashData(Encoding.UTF8.GetBytes(user.PasswordHash ?? "no password"))[..8];
}
