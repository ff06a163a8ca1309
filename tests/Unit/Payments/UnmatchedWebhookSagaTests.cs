using Marketplace.Application.Payments;
using Marketplace.Ports;
using Marketplace.Ports.Payments.Messages;
using Xunit;

namespace Marketplace.Tests.Unit.Payments;

public sealed class UnmatchedWebhookSagaTests
{
    private static readonly Guid Event = Guid.NewGuid();

    [Fact]
    public void A_webhook_is_tried_again_for_a_day_and_then_given_up()
    {
        var saga = new UnmatchedWebhookSaga();
        var step = saga.React(null, new WebhookUnmatched(Event, "sandbox"))!;
        var (sent, waited) = (new List<IMessage>(), TimeSpan.Zero);
        while (step.Wakes is [{ After: { } pause }])
        {
            waited += pause;
            step = saga.React(step.State, new WebhookRetryDue(Event))!;
            sent.AddRange(step.Sends);
        }

        Assert.Equal(TimeSpan.FromHours(24), waited);
        Assert.Equal(4, sent.OfType<RetryWebhook>().Count());
        Assert.IsType<GiveUpWebhook>(sent[^1]);
    }

    [Fact]
    public void Being_unmatched_again_does_not_start_over()
    {
        var saga = new UnmatchedWebhookSaga();
        var state = saga.React(null, new WebhookUnmatched(Event, "sandbox"))!.State;

        Assert.Null(saga.React(state, new WebhookUnmatched(Event, "sandbox")));
    }
}
