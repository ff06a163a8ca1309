using Marketplace.Domain.Notifications;
using Marketplace.Kernel;
using Xunit;

namespace Marketplace.Tests.Unit.Notifications;

public sealed class NotificationTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_outside_message_asks_to_be_sent_and_is_sent_once()
    {
        var message = Waiting();

        Assert.Equal(new NotificationQueued(message.Id), Assert.Single(message.TakeEvents()));
        Assert.True(message.Sent("ref", At).IsOk);
        Assert.True(message.Sent("ref", At).Failed(out var refusal));
        Assert.Equal("invalid-transition", refusal.Code);
    }

    [Fact]
    public void The_fifth_failure_gives_the_channel_up()
    {
        var message = Waiting();

        var again = Enumerable.Range(0, Notification.Tries).Select(_ => message.Failed("451", At)).ToList();

        Assert.Equal([true, true, true, true, false], again.Select(r => r.Succeeded(out var retry, out _) && retry));
        Assert.Equal(NotificationStatus.Failed, message.Status);
    }

    [Theory]
    [InlineData(NotificationStatus.Bounced)]
    [InlineData(NotificationStatus.Suppressed)]
    public void An_undeliverable_message_stays_undelivered(NotificationStatus end)
    {
        var message = Waiting();

        Assert.True(message.Undeliverable(end, "gone", At).IsOk);

        Assert.True(message.Sent("ref", At).Failed(out _));
        Assert.Equal(end, message.Status);
    }

    [Fact]
    public void An_in_app_message_is_there_at_once()
    {
        var message = Notification.InApp(NotificationId.New(At), UserId.New(At), "welcome", new Dictionary<string, string>(), At);

        Assert.Equal(NotificationStatus.Sent, message.Status);
        Assert.Empty(message.TakeEvents());
    }

    private static Notification Waiting() =>
        Notification.Outside(NotificationId.New(At), UserId.New(At), "order-paid", "email", new Dictionary<string, string>(), At);
}
