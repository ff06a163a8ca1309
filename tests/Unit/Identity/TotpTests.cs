using System.Text;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Xunit;

namespace Marketplace.Tests.Unit.Identity;

/// <summary>Codes as RFC 6238 and RFC 4226 want them, and each only once (quality S6).</summary>
public sealed class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1_234_567_890);

    [Theory]
    [InlineData(59, "94287082", "287082")]
    [InlineData(1111111109, "07081804", "081804")]
    [InlineData(1111111111, "14050471", "050471")]
    [InlineData(1234567890, "89005924", "005924")]
    [InlineData(2000000000, "69279037", "279037")]
    [InlineData(20000000000, "65353130", "353130")]
    public void The_vectors_of_the_rfc_are_met(long time, string eight, string six)
    {
        var step = Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(time));

        Assert.Equal((eight, six), (Totp.Code(Secret, step, 8), Totp.Code(Secret, step)));
    }

    [Fact]
    public void The_counter_vectors_are_met() => Assert.Equal(
        ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"],
        Enumerable.Range(0, 10).Select(i => Totp.Code(Secret, i)));

    [Fact]
    public void The_uri_says_what_apps_read()
    {
        Assert.Equal("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Base32.Write(Secret));
        Assert.Equal(
            "otpauth://totp/My%20Market:ann%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=My%20Market"
            + "&algorithm=SHA1&digits=6&period=30",
            Totp.Uri("My Market", "ann@example.com", Secret));
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_clock_may_be_one_step_off(int steps, bool good) =>
        Assert.Equal(good, Factor().Accepts(Secret, CodeAt(steps), At));

    [Fact]
    public void A_code_is_accepted_once_and_nothing_before_it_either()
    {
        var factor = Factor();

        Assert.True(factor.Accepts(Secret, CodeAt(0), At));
        Assert.False(factor.Accepts(Secret, CodeAt(0), At));
        Assert.False(factor.Accepts(Secret, CodeAt(-1), At));
        Assert.True(factor.Accepts(Secret, CodeAt(1), At));
    }

    [Fact]
    public void After_five_wrong_codes_the_right_one_is_refused_for_five_minutes()
    {
        var factor = Factor();
        for (var i = 0; i < 5; i++) Assert.False(factor.Accepts(Secret, "000000", At));

        Assert.False(factor.Accepts(Secret, CodeAt(0), At));
        Assert.False(factor.AcceptsRecovery("AAAA-BBBB-CCCC-D", At));
        Assert.True(factor.Accepts(Secret, CodeAt(10), At.AddMinutes(5)));
    }

    [Fact]
    public void A_recovery_code_works_once_however_it_is_typed_and_only_its_hash_is_kept()
    {
        var factor = Factor();
        factor.Confirm(["AAAA-BBBB-CCCC-D", "EEEE-FFFF-GGGG-H"], At);

        Assert.DoesNotContain(factor.RecoveryHashes, h => h.Contains("AAAA", StringComparison.OrdinalIgnoreCase));
        Assert.True(factor.AcceptsRecovery("aaaa bbbb cccc d", At));
        Assert.False(factor.AcceptsRecovery("AAAA-BBBB-CCCC-D", At));
        Assert.Single(factor.RecoveryHashes);
    }

    [Fact]
    public void Recovery_codes_carry_sixty_five_bits()
    {
        var code = SecondFactor.RecoveryCode([255, 0, 255, 0, 255, 0, 255, 0, 255]);

        Assert.Matches("^[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]$", code);
        Assert.NotEqual(code, SecondFactor.RecoveryCode([255, 0, 255, 0, 255, 0, 255, 1, 255]));
    }

    [Fact]
    public void A_confirmed_app_is_not_replaced_by_another_secret() =>
        Assert.True(Confirmed().Restart([1]).Failed(out var refusal) && refusal == SecondFactorErrors.On);

    private static SecondFactor Confirmed()
    {
        var factor = Factor();
        factor.Confirm([], At);
        return factor;
    }

    private static SecondFactor Factor() => SecondFactor.Begin(UserId.New(At), [0]);

    private static string CodeAt(int steps) => Totp.Code(Secret, Totp.StepAt(At) + steps);
}
