using Marketplace.Ports.Identity;
using Xunit;

namespace Marketplace.Contracts.Kit.Identity;

/// <summary>What every sign-in provider must do: prove who came back, refuse what proves nothing, and never take silence for either.</summary>
public abstract class ExternalSignInContract
{
    // RFC 7636, appendix B.
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private const string Nonce = "nonce-of-this-sign-in";

    private static readonly PersonAtProvider Ann = new("5000000042", "ann@gmail.com", true, "Ann Lee");

    /// <summary>Starts the provider and the adapter.</summary>
    protected abstract Task<ExternalSignInScript> Begin();

    [Fact]
    public async Task A_person_who_agrees_is_identified()
    {
        await using var script = await Begin();

        var identity = await Identified(script, Ann);

        Assert.Equal(Ann.Subject, identity.Subject);
        Assert.NotEmpty(identity.Issuer);
        Assert.Equal(script.KnowsEmail ? Ann.Email : null, identity.Email);
        Assert.Equal(script.KnowsEmail && script.Vouches, identity.EmailVerified);
        Assert.Equal(Ann.Name, identity.Name);
        Assert.NotEmpty(script.SignIn.Name);
        Assert.DoesNotContain(Ann.Subject, identity.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_person_is_the_same_the_next_time_and_others_are_others()
    {
        await using var script = await Begin();
        var first = await Identified(script, Ann);

        var again = await Identified(script, Ann with { Email = "new@gmail.com", IsFirst = false });
        var other = await Identified(script, Ann with { Subject = "5000000043" });

        Assert.Equal((first.Issuer, first.Subject), (again.Issuer, again.Subject));
        Assert.NotEqual(first.Subject, other.Subject);
    }

    [Fact]
    public async Task An_address_the_provider_does_not_vouch_for_is_not_proved()
    {
        await using var script = await Begin();

        var identity = await Identified(script, Ann with { EmailVerified = false });

        Assert.False(identity.EmailVerified);
    }

    [Fact]
    public async Task A_person_without_address_and_name_is_somebody_too()
    {
        await using var script = await Begin();

        var identity = await Identified(script, new PersonAtProvider("5000000044", null, false, null));

        Assert.Equal(("5000000044", null, false), (identity.Subject, identity.Email, identity.EmailVerified));
    }

    [Fact]
    public async Task The_request_carries_state_nonce_and_challenge_and_never_the_secret_or_the_verifier()
    {
        await using var script = await Begin();

        var address = (await Address(script))!.OriginalString;

        Assert.Contains("state=the-state", address, StringComparison.Ordinal);
        Assert.Contains("redirect_uri=" + Uri.EscapeDataString("https://market.test/back"), address, StringComparison.Ordinal);
        Assert.Equal(script.Pkce, address.Contains($"code_challenge={Challenge}&code_challenge_method=S256", StringComparison.Ordinal));
        Assert.DoesNotContain(script.Secret, address, StringComparison.Ordinal);
        Assert.DoesNotContain(Verifier, address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_counts_once()
    {
        await using var script = await Begin();
        var back = script.Double.Agree((await Address(script))!, Ann);

        Assert.IsType<ExternalOutcome.Identified>(await Redeem(script, back));
        Assert.IsType<ExternalOutcome.Refused>(await Redeem(script, back));
    }

    [Fact]
    public async Task A_made_up_code_is_refused()
    {
        await using var script = await Begin();
        await Address(script);

        Assert.IsType<ExternalOutcome.Refused>(await Redeem(script, new BroughtBack("the-state", "a b&client_id=x", null, null, null)));
    }

    [Fact]
    public async Task Somebody_elses_code_is_refused()
    {
        await using var script = await Begin();
        var back = script.Double.Agree((await Address(script))!, Ann);

        // Whoever puts a stolen code into their own sign-in has another verifier and another nonce.
        var stolen = new AuthorizationResponse(back.Code!, "nonce-of-another-sign-in", new string('x', 43), back.Issuer, back.Person);

        Assert.IsType<ExternalOutcome.Refused>(await script.SignIn.Redeem(stolen, Ct));
    }

    [Fact]
    public async Task Who_says_no_brings_back_an_error_and_no_code()
    {
        await using var script = await Begin();

        var back = script.Double.Decline((await Address(script))!);

        Assert.Null(back.Code);
        Assert.Contains(back.Error, new[] { "access_denied", "user_cancelled_authorize" });
    }

    [Theory]
    [InlineData(TokenFlaw.WrongNonce)]
    [InlineData(TokenFlaw.WrongAudience)]
    [InlineData(TokenFlaw.ForeignParty)]
    [InlineData(TokenFlaw.WrongIssuer)]
    [InlineData(TokenFlaw.Expired)]
    [InlineData(TokenFlaw.NoExpiry)]
    [InlineData(TokenFlaw.FromTomorrow)]
    [InlineData(TokenFlaw.Tampered)]
    [InlineData(TokenFlaw.BadSignature)]
    [InlineData(TokenFlaw.ForeignKey)]
    [InlineData(TokenFlaw.Unsigned)]
    [InlineData(TokenFlaw.HmacWithPublicKey)]
    [InlineData(TokenFlaw.BringsItsKey)]
    [InlineData(TokenFlaw.Critical)]
    [InlineData(TokenFlaw.SaysTwice)]
    [InlineData(TokenFlaw.NoSubject)]
    [InlineData(TokenFlaw.NoToken)]
    public async Task A_token_that_proves_nothing_identifies_nobody(TokenFlaw flaw)
    {
        await using var script = await Begin();
        var back = script.Double.Agree((await Address(script))!, Ann);
        Assert.SkipUnless(script.Double.Spoil(flaw), "Tokens of this provider cannot have this flaw.");

        var outcome = await Redeem(script, back);

        Assert.IsNotType<ExternalOutcome.Identified>(outcome);
        if (flaw != TokenFlaw.NoToken) Assert.IsType<ExternalOutcome.Refused>(outcome);
        Assert.IsType<ExternalOutcome.Identified>(await Redeem(script, script.Double.Agree((await Address(script))!, Ann)));
    }

    [Fact]
    public async Task New_keys_are_looked_up_once_and_made_up_ones_cause_no_calls()
    {
        await using var script = await Begin();
        await Identified(script, Ann);
        Assert.SkipUnless(script.Double.RotateKeys(), "This provider signs nothing.");

        await Identified(script, Ann);

        var looks = KeyLooks(script);
        Assert.Equal(2, looks);
        for (var i = 0; i < 3; i++)
        {
            var back = script.Double.Agree((await Address(script))!, Ann);
            script.Double.RotateKeys();
            Assert.IsType<ExternalOutcome.Refused>(await Redeem(script, back));
        }

        Assert.Equal(looks, KeyLooks(script));
    }

    [Fact]
    public async Task When_our_own_secret_is_not_accepted_nobody_is_refused_for_it()
    {
        await using var script = await Begin();
        var back = script.Double.Agree((await Address(script))!, Ann);
        script.Double.ForgetUs();

        var unknown = Assert.IsType<ExternalOutcome.Unknown>(await Redeem(script, back));

        Assert.DoesNotContain(script.Secret, unknown.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Fault.HangUpBefore)]
    [InlineData(Fault.HangUpAfter)]
    [InlineData(Fault.Late)]
    [InlineData(Fault.BreaksAfter)]
    [InlineData(Fault.BadGateway)]
    [InlineData(Fault.Garbage)]
    [InlineData(Fault.EmptyObject)]
    [InlineData(Fault.Truncated)]
    public async Task What_is_no_answer_is_neither_and_is_asked_for_once(Fault fault)
    {
        await using var script = await Begin();
        await Identified(script, Ann);
        for (var broken = 0; broken < script.CallsToRedeem; broken++)
        {
            var back = script.Double.Agree((await Address(script))!, Ann);
            var before = script.Server.Requests.Count;
            for (var i = 0; i < broken; i++) script.Server.Next(Fault.None);
            script.Server.Next(fault);

            var unknown = Assert.IsType<ExternalOutcome.Unknown>(await Redeem(script, back));

            Assert.Equal(broken + 1, script.Server.Requests.Count - before);
            Assert.DoesNotContain(script.Secret, unknown.Why, StringComparison.Ordinal);
            Assert.DoesNotContain(back.Code!, unknown.Why, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Cancellation_is_honoured()
    {
        await using var script = await Begin();
        await Address(script);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => script.SignIn.Redeem(new AuthorizationResponse("code", Nonce, Verifier), new CancellationToken(true)));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static int KeyLooks(ExternalSignInScript script) => script.Server.Requests.Count(r =>
        r.Path is "/auth/keys" or "/oauth2/v3/certs" or "/.well-known/jwks.json");

    private static Task<Uri?> Address(ExternalSignInScript script) =>
        script.SignIn.AddressFor(new AuthorizationRequest("the-state", Nonce, Challenge), Ct);

    private static Task<ExternalOutcome> Redeem(ExternalSignInScript script, BroughtBack back) =>
        script.SignIn.Redeem(new AuthorizationResponse(back.Code!, Nonce, Verifier, back.Issuer, back.Person), Ct);

    private static async Task<ExternalIdentity> Identified(ExternalSignInScript script, PersonAtProvider person)
    {
        var back = script.Double.Agree((await Address(script))!, person);
        Assert.Equal("the-state", back.State);
        return Assert.IsType<ExternalOutcome.Identified>(await Redeem(script, back)).Identity;
    }
}
