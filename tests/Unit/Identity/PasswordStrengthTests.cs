using Marketplace.Domain.Identity;
using Xunit;

namespace Marketplace.Tests.Unit.Identity;

/// <summary>What guessers try first is refused, and what people think of themselves is not (quality S1).</summary>
public sealed class PasswordStrengthTests
{
    [Theory]
    [InlineData("12345678")]
    [InlineData("987654321")]
    [InlineData("password")]
    [InlineData("Password1")]
    [InlineData("P@ssw0rd!")]
    [InlineData("qwertyuiop")]
    [InlineData("qwerty12345")]
    [InlineData("1q2w3e4r5t")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("йцукенгш")]
    [InlineData("Пароль123")]
    [InlineData("iloveyou2024")]
    [InlineData("aaaaaaaa")]
    [InlineData("abababab")]
    [InlineData("abcdabcdabcd")]
    [InlineData("passwordpassword")]
    [InlineData("14021987")]
    [InlineData("19870214")]
    [InlineData("Marketplace2026")]
    [InlineData("ｐａｓｓｗｏｒｄ")]
    public void A_favourite_of_guessers_is_weak(string password) => Assert.True(PasswordStrength.IsWeak(password));

    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("18 tiny owls")]
    [InlineData("пароль из букв и пробелов 🔋")]
    [InlineData("vK3#pq8Zt")]
    [InlineData("73920418")]
    [InlineData("lab password 2026")]
    [InlineData("\ud800 half of a letter")]
    public void What_somebody_thought_of_is_not(string password) => Assert.False(PasswordStrength.IsWeak(password));

    [Theory]
    [InlineData("zebedee.fox")]
    [InlineData("zebedee.fox@example.com")]
    [InlineData("ZebedeeFox99")]
    [InlineData("998907316482")]
    [InlineData("907316482")]
    [InlineData("Zebedee Fox")]
    public void Ones_own_name_address_and_phone_are_weak(string password)
    {
        Assert.True(PasswordStrength.IsWeak(password, "zebedee.fox@example.com", "+998907316482", "Zebedee Fox"));
        Assert.False(PasswordStrength.IsWeak(password, "ann@example.com", "+998907654321", "Ann"));
    }

    [Fact]
    public void Long_passwords_are_judged_quickly()
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();

        for (var i = 0; i < 1000; i++) PasswordStrength.IsWeak(new string('a', 200) + "b" + new string('c', 55));

        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 10);
    }
}
