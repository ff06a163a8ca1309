using Marketplace.Application.Identity;
using Marketplace.Domain.Identity;
using Marketplace.Tests.Unit.Fakes;
using Xunit;

namespace Marketplace.Tests.Unit.Identity;

/// <summary>What travels through a provider and back.</summary>
public sealed class ExternalStateTests
{
    private readonly FakeIdentity _identity = new();
    private readonly FakeAccounts _accounts = new();
    private readonly Returns _returns = new();

    [Fact]
    public void The_challenge_is_the_one_of_rfc_7636() =>
        Assert.Equal("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", Pkce.Challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));

    [Fact]
    public async Task What_comes_back_in_time_gives_the_verifier_of_the_challenge_and_the_nonce()
    {
        var begun = await Begin();
        _identity.Now += TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1);

        var result = await Take(begun.Request.State);

        Assert.True(result.Succeeded(out var back, out _));
        Assert.Equal(begun.Request.CodeChallenge, Pkce.Challenge(back.CodeVerifier));
        Assert.Equal(begun.Request.Nonce, back.Nonce);
    }

    [Fact]
    public async Task After_ten_minutes_it_is_too_late()
    {
        var begun = await Begin();
        _identity.Now += TimeSpan.FromMinutes(10);

        Assert.True((await Take(begun.Request.State)).Failed(out var refusal));
        Assert.Equal(IdentityErrors.StateNotGood, refusal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("AAAA")]
    public async Task A_made_up_state_is_none(string state)
    {
        Assert.True((await Take(state)).Failed(out var refusal));
        Assert.Equal(IdentityErrors.StateNotGood, refusal);
    }

    private async Task<ExternalSignInBegun> Begin()
    {
        var result = await new BeginExternalSignInHandler(_accounts, _identity).Handle(
            new BeginExternalSignIn("google", "browser"), TestContext.Current.CancellationToken);
        return result.Succeeded(out var begun, out _) ? begun : throw new InvalidOperationException();
    }

    private Task<Kernel.Result<ExternalReturn>> Take(string state) => new TakeExternalReturnHandler(_returns, _accounts, _identity).Handle(
        new TakeExternalReturn("google", state, "browser"), TestContext.Current.CancellationToken);

    private sealed class Returns : IExternalReturns
    {
        private readonly HashSet<Guid> _taken = [];

        public Task<bool> Take(Guid signIn, DateTimeOffset goodUntil, CancellationToken ct) => Task.FromResult(_taken.Add(signIn));

        public Task Forget(DateTimeOffset goodUntilBefore, CancellationToken ct) => Task.CompletedTask;
    }
}
