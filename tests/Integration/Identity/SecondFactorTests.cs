using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Marketplace.Domain.Identity;
using Xunit;

namespace Marketplace.Tests.Integration.Identity;

/// <summary>Signing in with an authenticator app as well (A19, S6).</summary>
public sealed class SecondFactorTests(StrictMarket market) : IClassFixture<StrictMarket>
{
    private readonly TestHost _host = market.Host;

    [Fact]
    public async Task With_an_app_the_password_is_half_of_the_sign_in_and_a_code_counts_once()
    {
        var ann = await market.Confirmed();
        var (secret, _) = await TurnOn(ann);
        Assert.Equal("Two-step sign-in is on", (await market.Mail.To(_host, ann.Email))[^1].Subject);

        var first = await People.Json(await LogIn(ann.Email), 401);
        Assert.Equal("second-factor-code-required", first.GetProperty("code").GetString());
        var ticket = first.GetProperty("ticket").GetString()!;
        Assert.Equal("code-not-good", await People.Code(await Verify(ticket, "000000"), 422));
        var code = Next(secret);
        var tokens = await People.Json(await Verify(ticket, code), 200);

        Assert.Equal(ann.Id, tokens.GetProperty("userId").GetGuid());
        Assert.Equal("code-not-good", await People.Code(await Verify(ticket, code), 422));
    }

    [Fact]
    public async Task Of_many_who_present_one_code_at_once_one_gets_in()
    {
        var ann = await market.Confirmed();
        var (secret, _) = await TurnOn(ann);
        var (ticket, code) = (await Ticket(ann.Email), Next(secret));

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Verify(ticket, code)));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_lost_the_phone_gets_in_by_a_recovery_code_once_and_is_told()
    {
        var ann = await market.Confirmed();
        var (_, codes) = await TurnOn(ann);
        Assert.Equal(10, codes.Distinct().Count());

        var entered = await People.Json(await Verify(await Ticket(ann.Email), codes[3].ToLowerInvariant()), 200);

        Assert.Equal("code-not-good", await People.Code(await Verify(await Ticket(ann.Email), codes[3]), 422));
        Assert.Equal("A recovery code was used", (await market.Mail.To(_host, ann.Email))[^1].Subject);
        using var client = People.With(_host, entered.GetProperty("accessToken").GetString()!);
        Assert.Equal(204, (int)(await client.PostAsJsonAsync("auth/2fa/disable", new { code = codes[4] })).StatusCode);
        Assert.Equal(ann.Id, (await People.LogIn(_host, ann.Email)).Id);
    }

    [Fact]
    public async Task Five_wrong_codes_close_the_door_for_the_right_one_too()
    {
        var ann = await market.Confirmed();
        var (secret, _) = await TurnOn(ann);
        var ticket = await Ticket(ann.Email);
        for (var i = 0; i < 5; i++) await Verify(ticket, "000000");

        Assert.Equal("code-not-good", await People.Code(await Verify(ticket, Next(secret)), 422));
    }

    [Fact]
    public async Task A_ticket_of_another_password_or_of_nobody_is_worth_nothing()
    {
        var ann = await market.Confirmed();
        var (secret, _) = await TurnOn(ann);
        var ticket = await Ticket(ann.Email);
        await ann.Client.PostAsJsonAsync("me/password", new { currentPassword = People.Password, password = "another horse battery" });

        Assert.Equal("sign-in-expired", await People.Code(await Verify(ticket, Next(secret)), 401));
        Assert.Equal("sign-in-expired", await People.Code(await Verify(ticket[..^4] + "AAAA", Next(secret)), 401));
        Assert.Equal("sign-in-expired", await People.Code(await Verify("", "123456"), 401));
    }

    [Fact]
    public async Task A_staff_role_counts_once_the_second_factor_is_on_and_cannot_do_without()
    {
        var ann = await market.Confirmed();
        await using (var grant = _host.Database.CreateCommand("UPDATE identity.users SET roles = '{buyer,admin}' WHERE id = $1"))
        {
            grant.Parameters.Add(new() { Value = ann.Id });
            await grant.ExecuteNonQueryAsync();
        }

        var before = await People.LogIn(_host, ann.Email);
        Assert.Equal("admin", before.Tokens.GetProperty("withheldRoles")[0].GetString());
        Assert.Equal(HttpStatusCode.Forbidden, (await before.Client.GetAsync("users")).StatusCode);
        var (secret, _) = await TurnOn(before);

        var after = await People.Json(await _host.Anyone().PostAsJsonAsync("auth/refresh", new { refreshToken = before.Refresh }), 200);
        using var admin = People.With(_host, after.GetProperty("accessToken").GetString()!);
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("users")).StatusCode);
        Assert.Equal("second-factor-mandatory",
            await People.Code(await admin.PostAsJsonAsync("auth/2fa/disable", new { code = Next(secret) }), 409));
    }

    [Fact]
    public async Task The_qr_code_says_the_uri_to_an_independent_decoder()
    {
        var ann = await market.Confirmed();
        var setup = await People.Json(await ann.Client.PostAsync("auth/2fa/setup", null), 200);
        var file = Path.Combine(Path.GetTempPath(), $"qr-{Guid.NewGuid():N}.png");
        await File.WriteAllBytesAsync(file, setup.GetProperty("qrPng").GetBytesFromBase64());

        var read = await Run("zbarimg", "--raw", "-q", file);

        File.Delete(file);
        Assert.Equal(setup.GetProperty("uri").GetString(), read.Trim());
        Assert.StartsWith("<svg", setup.GetProperty("qrSvg").GetString(), StringComparison.Ordinal);
        Assert.Contains($"secret={setup.GetProperty("secret").GetString()}&", read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thousand_random_secrets_and_times_give_the_codes_of_oathtool()
    {
        for (var i = 0; i < 1000; i++)
        {
            var secret = RandomNumberGenerator.GetBytes(Totp.SecretLength);
            var at = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadUInt32BigEndian(RandomNumberGenerator.GetBytes(4)));
            var expected = await Run(
                "oathtool", "--totp", "--now", at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture),
                "-b", Base32.Write(secret));

            Assert.Equal(expected.Trim(), Totp.Code(secret, Totp.StepAt(at)));
        }
    }

    [Fact]
    public async Task Neither_secret_nor_recovery_codes_are_in_the_database()
    {
        var ann = await market.Confirmed();
        var (secret, codes) = await TurnOn(ann);

        await using var look = _host.Database.CreateCommand("""
            SELECT count(*) FROM identity.second_factors WHERE position($1 in sealed_secret) > 0 OR strpos(recovery_hashes::text, $2) > 0
            """);
        look.Parameters.Add(new() { Value = Bytes(secret) });
        look.Parameters.Add(new() { Value = codes[0] });
        Assert.Equal(0L, await look.ExecuteScalarAsync());
    }

    [Fact]
    public async Task New_recovery_codes_void_the_old_ones()
    {
        var ann = await market.Confirmed();
        var (secret, old) = await TurnOn(ann);

        var fresh = await People.Json(await ann.Client.PostAsJsonAsync("auth/2fa/recovery-codes", new { code = Next(secret) }), 200);

        Assert.Equal("code-not-good", await People.Code(await Verify(await Ticket(ann.Email), old[0]), 422));
        var codes = fresh.GetProperty("recoveryCodes").EnumerateArray().Select(c => c.GetString()!).ToList();
        Assert.Equal(HttpStatusCode.OK, (await Verify(await Ticket(ann.Email), codes[0])).StatusCode);
    }

    [Theory]
    [InlineData("auth/2fa/confirm", """{"code":"123456"}""", 409)]
    [InlineData("auth/2fa/confirm", """{"code":"12345"}""", 422)]
    [InlineData("auth/2fa/disable", """{"code":"123456"}""", 409)]
    [InlineData("auth/2fa/recovery-codes", """{"code":"123456"}""", 409)]
    [InlineData("auth/2fa/verify", """{"ticket":"x"}""", 400)]
    [InlineData("auth/2fa/verify", """{"ticket":"x","code":"1"}""", 422)]
    [InlineData("auth/2fa/verify", """{"ticket":"@@@@","code":"123456"}""", 401)]
    public async Task Bad_input_is_refused_with_a_problem(string address, string body, int status) =>
        await ConfirmationTests.Refused((await People.Register(_host)).Client, address, body, status);

    /// <summary>Sets an app up for a person; the secret and the recovery codes.</summary>
    internal static async Task<(string Secret, IReadOnlyList<string> Codes)> TurnOn(Person person)
    {
        var setup = await People.Json(await person.Client.PostAsync("auth/2fa/setup", null), 200);
        var secret = setup.GetProperty("secret").GetString()!;
        var code = Totp.Code(Bytes(secret), Totp.StepAt(DateTimeOffset.UtcNow) - 1);
        var shown = await People.Json(await person.Client.PostAsJsonAsync("auth/2fa/confirm", new { code }), 200);
        return (secret, [.. shown.GetProperty("recoveryCodes").EnumerateArray().Select(c => c.GetString()!)]);
    }

    // One step ahead of the clock: the code of the step that setting up used is spent.
    private static string Next(string secret) => Totp.Code(Bytes(secret), Totp.StepAt(DateTimeOffset.UtcNow) + 1);

    private static byte[] Bytes(string base32)
    {
        var bits = string.Concat(base32.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }

    private Task<HttpResponseMessage> LogIn(string email) =>
        _host.Anyone().PostAsJsonAsync("auth/login", new { email, password = People.Password });

    private async Task<string> Ticket(string email) => (await People.Json(await LogIn(email), 401)).GetProperty("ticket").GetString()!;

    private Task<HttpResponseMessage> Verify(string ticket, string code) =>
        _host.Anyone().PostAsJsonAsync("auth/2fa/verify", new { ticket, code });

    private static async Task<string> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return text;
    }
}
