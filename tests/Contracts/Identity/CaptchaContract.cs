using Marketplace.Ports.Identity;
using Xunit;

namespace Marketplace.Contracts.Kit.Identity;

/// <summary>How a captcha provider is played for the contract.</summary>
/// <param name="Captcha">The adapter under test.</param>
/// <param name="Provider">The provider it talks to; its next answers can be made to go wrong.</param>
/// <param name="Solve">A person solves the puzzle on a page of this host, in a form of this name; gives the answer.</param>
/// <param name="BreakKey">From now on the provider does not know our secret.</param>
/// <param name="Secret">What must appear nowhere.</param>
public sealed record CaptchaScript(
    ICaptcha Captcha, ScriptedProvider Provider, Func<string, string, string> Solve, Action BreakKey, string Secret) : IAsyncDisposable
{
    /// <summary>The host whose pages are ours.</summary>
    public const string OurHost = "market.test";

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Provider.DisposeAsync();
}

/// <summary>What every captcha must do: pass people once, refuse the rest, and never take silence for either.</summary>
public abstract class CaptchaContract
{
    /// <summary>Starts the provider and the adapter.</summary>
    protected abstract Task<CaptchaScript> Begin();

    [Fact]
    public async Task A_person_passes_once()
    {
        await using var script = await Begin();
        var answer = script.Solve(CaptchaScript.OurHost, "login");

        Assert.IsType<CaptchaOutcome.Passed>(await script.Captcha.Check(answer, "login", Ct));
        Assert.IsType<CaptchaOutcome.Refused>(await script.Captcha.Check(answer, "login", Ct));
    }

    [Theory]
    [InlineData("made-up")]
    [InlineData("a b&secret=x")]
    public async Task A_made_up_answer_is_refused(string answer)
    {
        await using var script = await Begin();

        Assert.NotEmpty(Assert.IsType<CaptchaOutcome.Refused>(await script.Captcha.Check(answer, "login", Ct)).Code);
    }

    [Fact]
    public async Task An_answer_given_on_somebody_elses_page_is_refused()
    {
        await using var script = await Begin();

        var outcome = await script.Captcha.Check(script.Solve("evil.test", "login"), "login", Ct);

        Assert.IsType<CaptchaOutcome.Refused>(outcome);
    }

    [Fact]
    public async Task When_our_own_key_is_not_accepted_nobody_is_called_a_robot()
    {
        await using var script = await Begin();
        script.BreakKey();

        Assert.IsType<CaptchaOutcome.Unknown>(await script.Captcha.Check(script.Solve(CaptchaScript.OurHost, "login"), "login", Ct));
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
    public async Task What_is_no_answer_is_neither_passed_nor_refused_and_gives_nothing_away(Fault fault)
    {
        await using var script = await Begin();
        var answer = script.Solve(CaptchaScript.OurHost, "login");
        script.Provider.Next(fault);

        var unknown = Assert.IsType<CaptchaOutcome.Unknown>(await script.Captcha.Check(answer, "login", Ct));

        Assert.DoesNotContain(script.Secret, unknown.Why, StringComparison.Ordinal);
        Assert.DoesNotContain(answer, unknown.Why, StringComparison.Ordinal);
        Assert.Single(script.Provider.Requests);
    }

    [Fact]
    public async Task The_secret_travels_in_the_body_only()
    {
        await using var script = await Begin();
        await script.Captcha.Check(script.Solve(CaptchaScript.OurHost, "login"), "login", Ct);

        var request = Assert.Single(script.Provider.Requests);
        Assert.DoesNotContain(script.Secret, request.Path + request.Query, StringComparison.Ordinal);
        Assert.Contains(Uri.EscapeDataString(script.Secret), System.Text.Encoding.UTF8.GetString(request.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_is_honoured_and_there_is_a_key_for_pages()
    {
        await using var script = await Begin();

        Assert.NotEmpty(script.Captcha.SiteKey);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => script.Captcha.Check("x", "login", new CancellationToken(true)));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}
