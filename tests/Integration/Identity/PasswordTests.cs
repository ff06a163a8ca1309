using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Marketplace.Infrastructure.Identity;
using Marketplace.Ports.Identity;
using Xunit;

namespace Marketplace.Tests.Integration.Identity;

/// <summary>Passwords as the published vectors want them (quality S1).</summary>
public sealed class PasswordTests
{
    private const string Password = "Correct horse 🔋 пароль";
    private const string Pbkdf2Vector = "394130f58f8f9cae1d79d23984349d8a4417c2adaa06509a9ed5f82638ecf419";

    private static readonly bool Argon2IsInstalled = NativeLibrary.TryLoad("libargon2.so.1", out _);
    private static readonly CancellationToken None = CancellationToken.None;

    public static TheoryData<string, string> Vectors => new()
    {
        { "password", "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc" },
        { Password, "$argon2id$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$BMwopXO/2aGAtQBp6UjYbXBD99CoCb/gcYNQlf+XvOA" },
        { "passwd", $"$pbkdf2-sha256$i=1$c2FsdA${Rfc7914()}" },
    };

    [Theory, MemberData(nameof(Vectors))]
    public async Task A_published_vector_is_recognised(string password, string stored)
    {
        Assert.SkipUnless(Argon2IsInstalled || !stored.StartsWith("$argon2", StringComparison.Ordinal), "libargon2 is not installed.");
        using var passwords = new Passwords(Plain(minimal: true));

        Assert.NotEqual(PasswordMatch.Wrong, await passwords.Match(password, stored));
        Assert.Equal(PasswordMatch.Wrong, await passwords.Match(password + "x", stored));
    }

    [Fact]
    public async Task The_vector_of_six_hundred_thousand_rounds_is_right_and_not_outdated()
    {
        using var passwords = new Passwords(Plain(minimal: false), argon2: false);
        var stored = $"$pbkdf2-sha256$i=600000$AAECAwQFBgcICQoLDA0ODw${Unpadded(Convert.FromHexString(Pbkdf2Vector))}";

        Assert.Equal(PasswordMatch.Right, await passwords.Match(Password, stored));
    }

    [Fact]
    public async Task The_pepper_goes_in_before_the_password_is_hashed()
    {
        using var peppered = new Passwords(Peppered("7"), argon2: false);
        using var plain = new Passwords(Plain(minimal: true), argon2: false);
        var stored = await peppered.Text("secret password");

        Assert.Contains(",keyid=7$", stored, StringComparison.Ordinal);
        Assert.Equal(PasswordMatch.Right, await peppered.Match("secret password", stored));
        await Assert.ThrowsAsync<InvalidOperationException>(() => plain.Match("secret password", stored));
        Assert.Equal(
            PasswordMatch.Wrong, await plain.Match("secret password",
                stored.Replace(",keyid=7", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_password_under_an_earlier_pepper_is_right_but_outdated()
    {
        using var before = new Passwords(Peppered("1"));
        using var after = new Passwords(Peppered("2", "1"));

        Assert.Equal(PasswordMatch.RightButOutdated,
            await after.Match("secret password", await before.Text("secret password")));
    }

    [Fact]
    public async Task Less_work_and_another_method_are_outdated_and_more_work_is_not()
    {
        Assert.SkipUnless(Argon2IsInstalled, "libargon2 is not installed.");
        using var pbkdf2 = new Passwords(Plain(minimal: true), argon2: false);
        using var argon2 = new Passwords(Plain(minimal: true), argon2: true);
        var byPbkdf2 = await pbkdf2.Text("secret password");
        var more = $"$pbkdf2-sha256$i=2000${Salted("secret password", 2000)}";
        var less = $"$pbkdf2-sha256$i=999${Salted("secret password", 999)}";

        Assert.Equal(PasswordMatch.Right, await pbkdf2.Match("secret password", byPbkdf2));
        Assert.Equal(PasswordMatch.RightButOutdated, await argon2.Match("secret password", byPbkdf2));
        Assert.Equal(PasswordMatch.Right, await pbkdf2.Match("secret password", more));
        Assert.Equal(PasswordMatch.RightButOutdated, await pbkdf2.Match("secret password", less));
    }

    [Theory]
    [InlineData("2a")]
    [InlineData("2b")]
    [InlineData("2y")]
    public async Task A_bcrypt_hash_of_an_imported_account_is_right_and_outdated(string variant)
    {
        using var passwords = new Passwords(Peppered("1"));

        // From the test set of the original implementation.
        var stored = $"${variant}$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";

        Assert.Equal(PasswordMatch.RightButOutdated, await passwords.Match("U*U", stored));
        Assert.Equal(PasswordMatch.Wrong, await passwords.Match("U*V", stored));
    }

    [Fact]
    public async Task When_the_queue_is_full_the_next_is_sent_away_and_nobody_in_it_is_lost()
    {
        using var passwords = new Passwords(new IdentitySettings { Issuer = "i", Audience = "a", PasswordQueue = 2 }, argon2: false);

        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Task.Run(() => passwords.Hash("secret password", None))));

        var busy = answers.Count(a => a.Failed(out var refusal) && refusal.Code == "sign-in-busy");
        Assert.InRange(busy, 1, 24 - 2);
        Assert.All(answers.Where(a => a.IsOk), a => Assert.True(a.Succeeded(out var hash, out _) && hash.StartsWith("$pbkdf2", StringComparison.Ordinal)));
        Assert.True((await passwords.Hash("secret password", None)).IsOk);
    }

    [Fact]
    public async Task Two_ways_to_write_a_letter_are_one_password()
    {
        using var passwords = new Passwords(Plain(minimal: true));

        var stored = await passwords.Text("caf\u00e9 au lait");

        Assert.Equal(PasswordMatch.Right, await passwords.Match("cafe\u0301 au lait", stored));
    }

    [Fact]
    public async Task The_same_password_is_stored_differently_each_time()
    {
        using var passwords = new Passwords(Plain(minimal: true));

        Assert.NotEqual(await passwords.Text("secret password"), await passwords.Text("secret password"));
    }

    [Fact]
    public async Task An_unknown_account_takes_as_long_as_a_wrong_password()
    {
        using var passwords = new Passwords(Plain(minimal: false), argon2: false);
        var stored = await passwords.Text("secret password");

        var wrong = await Time(() => passwords.Match("another one", stored));
        var unknown = await Time(() => passwords.Match("another one", null));

        // A factor of four leaves room for a busy machine; without the dummy the answer would come a thousand times sooner.
        Assert.InRange(unknown / wrong, 0.25, 4);
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("$argon2id$v=19$m=19456$salt")]
    [InlineData("$pbkdf2-sha256$i=x$AAAA$AAAA")]
    [InlineData("$pbkdf2-sha256$i=1$AAAA$")]
    [InlineData("$pbkdf2-sha256$i=1$*$AAAA")]
    public void Text_in_another_form_is_not_read(string stored) => Assert.Null(PhcText.Read(stored));

    private static async Task<double> Time(Func<Task<PasswordMatch>> check)
    {
        var best = double.MaxValue;
        for (var i = 0; i < 2; i++)
        {
            var started = Stopwatch.GetTimestamp();
            Assert.Equal(PasswordMatch.Wrong, await check());
            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return best;
    }

    private static string Rfc7914() => Unpadded(Convert.FromHexString(
        "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc" +
        "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783"));

    private static string Salted(string password, int rounds) =>
        "AAECAwQFBgcICQoLDA0ODw$" + Unpadded(Rfc2898DeriveBytes.Pbkdf2(
        password, Enumerable.Range(0, 16).Select(i => (byte)i).ToArray(), rounds, HashAlgorithmName.SHA256, 32));

    private static IdentitySettings Plain(bool minimal) => new() { Issuer = "i", Audience = "a", MinimalWork = minimal };

    private static IdentitySettings Peppered(string id, params string[] earlier) => new()
    {
        Issuer = "i", Audience = "a", MinimalWork = true, PepperId = id,
        Peppers = earlier.Append(id).ToDictionary(i => i, i => System.Text.Encoding.ASCII.GetBytes(i.PadLeft(32, 'p'))),
    };

    private static string Unpadded(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');
}

/// <summary>Hashing as these tests ask for it: nobody waits long enough to be sent away.</summary>
internal static class Certainly
{
    public static async Task<PasswordMatch> Match(this Passwords passwords, string password, string? stored) =>
        (await passwords.Check(password, stored, CancellationToken.None)).Succeeded(out var match, out var refusal)
            ? match
            : throw new InvalidOperationException(refusal.Code + ".");

    public static async Task<string> Text(this Passwords passwords, string password) =>
        (await passwords.Hash(password, CancellationToken.None)).Succeeded(out var text, out var refusal)
            ? text
            : throw new InvalidOperationException(refusal.Code + ".");
}
