using Marketplace.Application.Identity;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Tests.Unit.Fakes;
using Xunit;

namespace Marketplace.Tests.Unit.Identity;

public sealed class RefreshSessionTests
{
    private readonly FakeIdentity _identity = new();
    private readonly FakeAccounts _accounts = new();

    [Fact]
    public async Task A_refresh_token_is_traded_for_its_successor()
    {
        var first = await Registered();

        var second = await Refresh(first.RefreshToken);
        var third = await Refresh(second!.RefreshToken);

        Assert.Equal(first.Session, third!.Session);
        Assert.Equal(3, new[] { first.RefreshToken, second.RefreshToken, third.RefreshToken }.Distinct().Count());
    }

    [Fact]
    public async Task A_token_used_twice_ends_the_session_for_thief_and_owner()
    {
        var first = await Registered();
        var second = await Refresh(first.RefreshToken);

        Assert.Null(await Refresh(first.RefreshToken));

        Assert.Equal("refresh_token_reused", Assert.Single(_identity.AllSessions).EndReason);
        Assert.Contains(first.User, _identity.Distrusted);
        Assert.Equal("session-over", await Refused(second!.RefreshToken));
    }

    [Fact]
    public async Task A_bound_token_presented_elsewhere_ends_the_session()
    {
        _identity.Client = new("203.0.113.0/24", "home");
        var first = await Registered();
        _identity.Client = new("198.51.100.0/24", "elsewhere");

        Assert.Null(await Refresh(first.RefreshToken));

        Assert.Equal("refresh_token_elsewhere", Assert.Single(_identity.AllSessions).EndReason);
    }

    [Fact]
    public async Task A_session_nobody_used_for_two_weeks_is_over()
    {
        var first = await Registered();
        _identity.Now += Session.LongestIdle;

        Assert.Equal("session-over", await Refused(first.RefreshToken));
    }

    [Fact]
    public async Task A_session_in_use_ends_after_ninety_days()
    {
        var token = (await Registered()).RefreshToken;
        var started = _identity.Now;
        while (_identity.Now + TimeSpan.FromDays(10) < started + Session.Longest)
        {
            _identity.Now += TimeSpan.FromDays(10);
            token = (await Refresh(token))!.RefreshToken;
        }

        _identity.Now = started + Session.Longest;

        Assert.Equal("session-over", await Refused(token));
    }

    [Fact]
    public async Task An_ended_session_is_not_renewed()
    {
        var first = await Registered();
        await new EndSessionHandler(_identity, _identity, _identity).Handle(
            new EndSession(first.User, first.Session), CancellationToken.None);

        Assert.Equal("session-over", await Refused(first.RefreshToken));
        Assert.Contains(first.User, _identity.Distrusted);
    }

    [Fact]
    public async Task Nobody_ends_a_strangers_session()
    {
        var first = await Registered();

        var result = await new EndSessionHandler(_identity, _identity, _identity)
            .Handle(new EndSession(UserId.New(_identity.Now), first.Session), CancellationToken.None);

        Assert.True(result.Failed(out var refusal));
        Assert.Equal(ErrorKind.NotFound, refusal.Kind);
        Assert.Null(Assert.Single(_identity.AllSessions).EndedAt);
    }

    [Fact]
    public async Task An_invented_token_is_refused()
    {
        await Registered();

        Assert.Equal("session-over", await Refused("invented"));
    }

    private async Task<SignedIn?> Refresh(string token)
    {
        var result = await Handle(token);
        return result.Succeeded(out var refreshed, out var refusal) ? refreshed.Tokens
            : throw new InvalidOperationException(refusal.Code);
    }

    private async Task<string?> Refused(string token) =>
        (await Handle(token)).Failed(out var refusal) ? refusal.Code : null;

    private Task<Result<Refreshed>> Handle(string token) =>
        new RefreshSessionHandler(_identity, _identity, _identity, _identity, _identity, _identity)
            .Handle(new RefreshSession(token), CancellationToken.None);

    private async Task<SignedIn> Registered()
    {
        var handler = new RegisterAccountHandler(
            _identity, _accounts, _identity, new FakeConsents().With(_accounts), _identity.Parts);
        var request = new RegisterAccount("ann@example.com", null, "correct horse", "Ann", "ru", null);
        return (await handler.Handle(request, CancellationToken.None)).Succeeded(out var signedIn, out var refusal)
            ? signedIn
            : throw new InvalidOperationException(refusal.Code);
    }
}
