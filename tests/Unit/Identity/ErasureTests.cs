using Marketplace.Application.Identity;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Tests.Unit.Fakes;
using Xunit;

namespace Marketplace.Tests.Unit.Identity;

public sealed class ErasureTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan CoolingOff = TimeSpan.FromDays(14);
    private readonly Erasure _erasure = Erasure.Ask(UserId.New(At), CoolingOff, At);

    [Fact]
    public void It_does_not_begin_before_the_time_to_think_again_is_over()
    {
        Assert.True(_erasure.Begin(["identity"], [], At + CoolingOff - TimeSpan.FromSeconds(1)).Failed(out var refusal));
        Assert.Equal("erasure-not-due", refusal.Code);
        Assert.False(_erasure.Begin(["identity"], [], At + CoolingOff).Failed(out _));
    }

    [Fact]
    public void Once_begun_it_cannot_be_called_off_and_it_is_done_when_the_last_context_let_go_however_often_it_says_so()
    {
        _erasure.Begin(["identity", "orders"], [], At + CoolingOff);
        Assert.True(_erasure.Cancel(At + CoolingOff).Failed(out _));

        _erasure.LetGo("orders", At + CoolingOff);
        _erasure.LetGo("orders", At + CoolingOff);
        Assert.Equal(ErasureState.Erasing, _erasure.State);
        _erasure.LetGo("identity", At + CoolingOff);
        _erasure.LetGo("identity", At + CoolingOff);
        Assert.Equal(ErasureState.Done, _erasure.State);
    }

    [Fact]
    public void A_postponed_one_can_still_be_called_off_and_begins_the_waiting_anew_when_asked_again()
    {
        var due = At + CoolingOff;
        _erasure.Postpone(["orders-open"], due);
        Assert.Equal(["orders-open"], _erasure.Obstacles);
        Assert.False(_erasure.Cancel(due).Failed(out _));
        Assert.False(_erasure.AskAgain(CoolingOff, due).Failed(out _));
        Assert.Equal((ErasureState.Waiting, due + CoolingOff), (_erasure.State, _erasure.DueAt));
    }

    [Fact]
    public async Task A_registration_writes_down_what_it_agreed_to_in_the_language_of_the_account_or_the_first_one()
    {
        var (consents, accounts, identity) = (new FakeConsents(), new FakeAccounts(), new FakeIdentity());
        consents.Publish("terms");
        consents.Publish("personalisation");
        var handler = new RegisterAccountHandler(identity, accounts, identity, consents.With(accounts), identity.Parts);
        var ann = new RegisterAccount("ann@example.com", null, "correct horse", "Ann", "uz", null);

        var refused = await handler.Handle(ann with { Consents = [new("personalisation", 1)] }, CancellationToken.None);
        Assert.True(refused.Failed(out var missing));
        Assert.Equal("consent-missing", missing.Code);
        consents.Log.Clear();
        var agreed = await handler.Handle(ann with { Consents = [new("terms", 1), new("unheard-of", 7)] }, CancellationToken.None);
        Assert.False(agreed.Failed(out _));
        Assert.Equal(("terms", 1, "ru", true), Assert.Single(consents.Log.Select(c => (c.Purpose, c.Number, c.Language, c.Given))));
    }
}
