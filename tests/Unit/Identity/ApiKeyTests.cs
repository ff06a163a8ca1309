using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Xunit;

namespace Marketplace.Tests.Unit.Identity;

public sealed class ApiKeyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_rotated_key_ends_after_a_day_and_its_successor_lives_as_long_as_it_was_to()
    {
        var key = Made(Now.AddDays(90));

        var rotated = key.Rotate(ApiKeyId.New(Now), new KeySecret([2], "next"), Now.AddDays(10));

        Assert.True(rotated.Succeeded(out var successor, out _));
        Assert.Equal(Now.AddDays(11), key.ExpiresAt);
        Assert.Equal(Now.AddDays(100), successor.ExpiresAt);
        Assert.Equal(key.Scopes, successor.Scopes);
        Assert.True(key.Lives(Now.AddDays(10.9)));
        Assert.False(key.Lives(Now.AddDays(11)));
    }

    [Fact]
    public void Rotation_never_makes_a_key_live_longer()
    {
        var key = Made(Now.AddHours(2));

        Assert.True(key.Rotate(ApiKeyId.New(Now), new KeySecret([2], "next"), Now.AddHours(1)).Succeeded(out _, out _));

        Assert.Equal(Now.AddHours(2), key.ExpiresAt);
    }

    [Fact]
    public void A_key_is_replaced_once_and_not_after_its_end()
    {
        var key = Made(null);
        Assert.True(key.Rotate(ApiKeyId.New(Now), new KeySecret([2], "next"), Now).Succeeded(out _, out _));
        Assert.True(key.Rotate(ApiKeyId.New(Now), new KeySecret([3], "more"), Now).Failed(out var refusal));
        Assert.Equal("api-key-over", refusal.Code);

        var revoked = Made(null);
        revoked.Revoke(Now);
        Assert.False(revoked.Lives(Now));
        Assert.True(revoked.Rotate(ApiKeyId.New(Now), new KeySecret([2], "next"), Now).Failed(out _));
    }

    private static ApiKey Made(DateTimeOffset? ends) => ApiKey.Issue(
        ApiKeyId.New(Now), new(UserId.New(Now), ShopId.New(Now)), new KeySecret([1], "hint"), new("Warehouse", ["catalog:read"], ends), Now);
}
