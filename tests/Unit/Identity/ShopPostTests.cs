using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Xunit;

namespace Marketplace.Tests.Unit.Identity;

public sealed class ShopPostTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly UserId Owner = UserId.New(Now);
    private static readonly UserId Bob = UserId.New(Now);

    [Fact]
    public void Only_the_account_with_the_invited_address_takes_the_post()
    {
        var post = Invited();

        Assert.Equal("post-not-found", Code(post.Accept(Bob, "eve@example.com", Now)));
        Assert.Equal("post-not-found", Code(post.Accept(Bob, null, Now)));
        Assert.Equal("post-not-found", Code(post.Accept(Owner, "bob@example.com", Now)));
        Assert.True(post.Accept(Bob, "bob@example.com", Now).IsOk);
        Assert.Equal((ShopPostStatus.Active, Bob), (post.Status, post.User));
    }

    [Fact]
    public void An_invitation_is_good_for_a_week_and_once()
    {
        var (late, taken) = (Invited(), Invited());

        Assert.Equal("post-over", Code(late.Accept(Bob, "bob@example.com", Now.AddDays(7))));
        Assert.True(taken.Accept(Bob, "bob@example.com", Now.AddDays(6.9)).IsOk);
        Assert.Equal("post-over", Code(taken.Accept(Bob, "bob@example.com", Now.AddDays(6.9))));
    }

    [Fact]
    public void What_was_removed_or_declined_does_not_come_back()
    {
        var (removed, declined) = (Invited(), Invited());
        removed.Accept(Bob, "bob@example.com", Now);

        Assert.True(removed.Remove(Now).IsOk);
        Assert.True(declined.Decline("bob@example.com", Now).IsOk);

        Assert.Equal("post-over", Code(removed.Become(ShopRole.Manager, Now)));
        Assert.Equal("post-over", Code(removed.Accept(Bob, "bob@example.com", Now)));
        Assert.Equal("post-over", Code(declined.Accept(Bob, "bob@example.com", Now)));
    }

    private static ShopPost Invited() =>
        ShopPost.Invite(PostId.New(Now), new ShopHolder(ShopId.New(Now), Owner), "bob@example.com", ShopRole.Cashier, Now);

    private static string? Code(Result result) => result.Failed(out var refusal) ? refusal.Code : null;
}
