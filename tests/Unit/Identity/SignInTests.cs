using Marketplace.Application.Identity;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Tests.Unit.Fakes;
using Xunit;

namespace Marketplace.Tests.Unit.Identity;

public sealed class SignInTests
{
    private const string Password = "correct horse battery";

    private readonly FakeIdentity _identity = new();

    [Fact]
    public async Task The_right_password_opens_a_session()
    {
        var user = Known("plain:" + Password);

        var result = await SignIn("ANN@example.com", Password);

        Assert.True(result.Succeeded(out var signedIn, out _));
        Assert.Equal(user.Id, signedIn.User);
        Assert.Equal(signedIn.Session, Assert.Single(_identity.AllSessions).Id);
    }

    [Fact]
    public async Task An_unknown_account_and_a_wrong_password_are_refused_alike_and_both_hash()
    {
        Known("plain:" + Password);

        var wrong = await SignIn("ann@example.com", "wrong password");
        var unknown = await SignIn("bob@example.com", "wrong password");

        Assert.True(wrong.Failed(out var first) & unknown.Failed(out var second));
        Assert.Equal(first, second);
        Assert.Equal(["plain:" + Password, null], _identity.Checked);
        Assert.Empty(_identity.AllSessions);
    }

    [Fact]
    public async Task An_outdated_password_is_stored_anew()
    {
        var user = Known("old:" + Password);

        await SignIn("ann@example.com", Password);

        Assert.Equal("plain:" + Password, user.PasswordHash);
    }

    [Fact]
    public async Task The_twenty_first_device_ends_the_oldest_session()
    {
        Known("plain:" + Password);
        for (var i = 0; i < Session.MostPerAccount; i++)
        {
            await SignIn("ann@example.com", Password);
            _identity.Now += TimeSpan.FromMinutes(1);
        }

        await SignIn("ann@example.com", Password);

        var ended = Assert.Single(_identity.AllSessions, s => s.EndedAt is not null);
        Assert.Equal("too_many_devices", ended.EndReason);
        Assert.Equal(_identity.AllSessions.Min(s => s.StartedAt), ended.StartedAt);
    }

    [Fact]
    public async Task A_sellers_token_names_the_shop()
    {
        Known("plain:" + Password).Grant(Role.Seller, null, _identity.Now);
        _identity.Shop = ShopId.New(_identity.Now);

        var result = await SignIn("ann@example.com", Password);

        Assert.True(result.Succeeded(out var signedIn, out _));
        Assert.EndsWith($"/buyer+seller/{_identity.Shop}", signedIn.Access.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Requests_and_answers_with_secrets_do_not_print_them()
    {
        object[] secret =
        [
            new SignIn("ann@example.com", null, Password, null), new RegisterAccount(
                "ann@example.com", null, Password, "Ann", "ru", null),
            new RefreshSession(Password), new EnsureFirstAdmin("ann@example.com", Password), _identity.Refresh(),
            _identity.Access(default, default, [Password], null), new Credentials("ann@example.com", null, Password),
        ];

        Assert.All(secret, s =>
        {
            Assert.DoesNotContain(Password, s.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("ann@", s.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("secret-", s.ToString(), StringComparison.Ordinal);
        });
    }

    private Task<Result<SignedIn>> SignIn(string email, string password) =>
        new SignInHandler(_identity, _identity, _identity, _identity, _identity, _identity)
            .Handle(new SignIn(email, null, password, "test"), CancellationToken.None);

    private User Known(string hash)
    {
        var made = User.Register(
            UserId.New(_identity.Now), new Credentials("ann@example.com", null, hash), "Ann", "ru", _identity.Now);
        if (!made.Succeeded(out var user, out _)) throw new InvalidOperationException();
        _identity.Add(user);
        return user;
    }
}
