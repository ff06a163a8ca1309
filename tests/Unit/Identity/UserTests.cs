using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Xunit;

namespace Marketplace.Tests.Unit.Identity;

public sealed class UserTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly UserId Somebody = UserId.New(At);

    [Fact]
    public void A_new_account_buys_and_nothing_else()
    {
        var user = Registered();

        Assert.Equal([Role.Buyer], user.Roles);
        Assert.Equal([new UserJoined(user.Id, "ru", "email", At)], user.TakeEvents());
    }

    [Fact]
    public void An_account_without_email_and_phone_is_refused()
    {
        var made = User.Register(UserId.New(At), new Credentials(null, null, "hash"), "Ann", "ru", At);

        Assert.True(made.Failed(out var error));
        Assert.Equal("sign-in-name-missing", error.Code);
    }

    [Fact]
    public void Roles_add_up_and_every_change_is_remembered_and_announced()
    {
        var user = Registered();
        user.TakeEvents();
        user.TakeChanges();

        user.Grant(Role.Finance, "new colleague", At);
        user.Grant(Role.Seller, null, At);
        user.Revoke(Role.Finance, Somebody, "left", At);

        Assert.Equal([Role.Buyer, Role.Seller], user.Roles);
        Assert.Equal(3, user.TakeEvents().Count);
        Assert.Equal(["buyer,finance", "buyer,seller,finance", "buyer,seller"], user.TakeChanges().Select(c => c.To));
    }

    [Fact]
    public void Granting_a_role_twice_changes_nothing()
    {
        var user = Registered();
        user.TakeEvents();

        Assert.True(user.Grant(Role.Buyer, null, At).IsOk);
        Assert.Empty(user.TakeEvents());
    }

    [Fact]
    public void Nobody_takes_the_admin_role_from_themselves()
    {
        var user = Registered();
        user.Grant(Role.Admin, null, At);

        Assert.True(user.Revoke(Role.Admin, user.Id, null, At).Failed(out var error));
        Assert.Equal("own-admin-role", error.Code);
        Assert.Contains(Role.Admin, user.Roles);
        Assert.True(user.Revoke(Role.Admin, Somebody, null, At).IsOk);
        Assert.DoesNotContain(Role.Admin, user.Roles);
    }

    [Theory]
    [InlineData(" Ann@Example.COM ", "ann@example.com")]
    [InlineData("a@b.c", "a@b.c")]
    [InlineData("ann.example.com", null)]
    [InlineData("a@b@c.de", null)]
    [InlineData("@b.de", null)]
    [InlineData("a@bde", null)]
    [InlineData("a@b.", null)]
    [InlineData("a b@c.de", null)]
    [InlineData("a\u0000@b.de", null)]
    [InlineData(null, null)]
    public void An_email_address_has_one_spelling(string? typed, string? stored) =>
        Assert.Equal(stored, SignInName.Email(typed));

    [Theory]
    [InlineData("+998 (90) 123-45-67", "+998901234567")]
    [InlineData("+79161234567", "+79161234567")]
    [InlineData("89161234567", null)]
    [InlineData("+0123456789", null)]
    [InlineData("+1234", null)]
    [InlineData("+7916123456789012", null)]
    [InlineData("+7916x234567", null)]
    public void A_phone_number_has_one_spelling(string typed, string? stored) =>
        Assert.Equal(stored, SignInName.Phone(typed));

    [Fact]
    public void A_lone_surrogate_is_no_email_address() => Assert.Null(SignInName.Email("a" + (char)0xD800 + "@b.de"));

    [Fact]
    public void Roles_are_written_in_lower_case_and_read_only_so()
    {
        Assert.Equal(["buyer", "admin"], RoleNames.Of([Role.Buyer, Role.Admin]));
        Assert.True(RoleNames.TryRead("courier", out var role));
        Assert.Equal(Role.Courier, role);
        Assert.False(RoleNames.TryRead("ADMIN", out _));
    }

    private static User Registered()
    {
        var made = User.Register(
            UserId.New(At), new Credentials("ann@example.com", "+79161234567", "hash"), "Ann", "ru", At);
        return made.Succeeded(out var user, out _) ? user : throw new InvalidOperationException();
    }
}
