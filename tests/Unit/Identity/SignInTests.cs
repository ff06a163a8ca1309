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
    private readonly FakeAccounts _accounts = new();

    [Fact]
    public async Task The_right_password_opens_a_session()
    {
        var user = Known("plain:" + Password);

        var result = await SignIn("ANN@example.com", Password);

        Assert.True(result.Succeeded(out var answer, out _));
        var signedIn = Assert.IsType<SignedIn>(answer.Tokens);
        Assert.Equal(user.Id, signedIn.User);
        Assert.Equal(signedIn.Session, Assert.Single(_identity.AllSessions).Id);
    }

    [Fact]
    public async Task An_unknown_account_and_a_wrong_password_are_refused_alike_and_both_hash()
    {
        Known("plain:" + Password);

        var wrong = await SignIn("ann@example.com", "wrong password");
        var unknown = await SignIn("bob@example.com", "wrong password");

        Assert.True(wrong.Succeeded(out var first, out _) & unknown.Succeeded(out var second, out _));
        Assert.Equal((SignInAnswer.Refused, SignInAnswer.Refused), (first! with { Tried = null }, second));
        Assert.NotNull(first!.Tried);
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
        Assert.EndsWith($"/buyer+seller/{_identity.Shop}", signedIn.Tokens!.Access.Text, StringComparison.Ordinal);
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

    [Fact]
    public async Task Ten_failures_lock_the_name_and_the_right_password_is_refused_like_a_wrong_one()
    {
        Known("plain:" + Password);
        for (var i = 0; i < 10; i++) await SignIn("ann@example.com", "wrong password");

        Assert.Null(await Tokens("ann@example.com"));
        Assert.Equal(LetterPurpose.SignInLocked, Assert.Single(_accounts.AllLetters).Purpose);

        _identity.Now += TimeSpan.FromMinutes(15);
        Assert.NotNull(await Tokens("ann@example.com"));
    }

    [Fact]
    public async Task A_name_nobody_has_is_locked_and_hashed_for_just_the_same()
    {
        for (var i = 0; i < 11; i++) await SignIn("nobody@example.com", "wrong password");

        Assert.Equal(11, _identity.Checked.Count);
        Assert.Equal(LetterPurpose.SignInLocked, Assert.Single(_accounts.AllLetters).Purpose);
    }

    [Fact]
    public async Task With_a_second_factor_the_password_alone_gives_a_ticket_and_no_tokens()
    {
        Known("plain:" + Password).NeedSecondFactor(true, _identity.Now);

        var result = await SignIn("ann@example.com", Password);

        Assert.True(result.Succeeded(out var answer, out _));
        Assert.Null(answer.Tokens);
        Assert.NotNull(answer.Ticket);
        Assert.Empty(_identity.AllSessions);
    }

    [Fact]
    public async Task Staff_roles_without_a_second_factor_are_withheld_where_it_is_mandatory()
    {
        _identity.StaffNeedsSecondFactor = true;
        Known("plain:" + Password).Grant(Role.Finance, null, _identity.Now);

        var signedIn = await Tokens("ann@example.com");

        Assert.Equal(["buyer"], signedIn!.Roles);
        Assert.Equal(["finance"], signedIn.Withheld);
    }

    private async Task<SignedIn?> Tokens(string email) =>
        (await SignIn(email, Password)).Succeeded(out var answer, out _) ? answer.Tokens : null;

    private Task<Result<SignInAnswer>> SignIn(string email, string password) =>
        new SignInHandler(_identity, _identity, _accounts.Attempts, _accounts, _accounts, _identity.Parts)
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
