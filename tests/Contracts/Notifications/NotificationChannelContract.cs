using Marketplace.Kernel;
using Marketplace.Ports.Notifications;
using Xunit;

namespace Marketplace.Contracts.Kit.Notifications;

/// <summary>What every notification channel must do. Say how the provider behaves, run.</summary>
public abstract class NotificationChannelContract
{
    /// <summary>The channel under test.</summary>
    protected abstract INotificationChannel Channel { get; }

    /// <summary>An address the provider delivers to.</summary>
    protected abstract string GoodAddress { get; }

    /// <summary>An address the provider refuses for good.</summary>
    protected abstract string BadAddress { get; }

    /// <summary>The provider does not answer from now on, or an address for which it is busy.</summary>
    protected abstract string BusyAddress { get; }

    /// <summary>Messages that reached the person, as the provider has them.</summary>
    protected abstract Task<IReadOnlyList<string>> Delivered();

    [Fact]
    public async Task A_message_reaches_the_person_with_subject_and_text_in_any_script()
    {
        var outcome = await Channel.Send(Message(GoodAddress), Ct);

        Assert.NotEmpty(Assert.IsType<SendOutcome.Sent>(outcome).Reference);
        Assert.Contains(await Delivered(), m => m.Contains("Заказ 42 оплачен") && m.Contains("So‘m 🌸"));
    }

    [Fact]
    public async Task Repeating_a_key_reaches_the_person_once()
    {
        var message = Message(GoodAddress) with { Subject = "once-only" };

        var first = await Channel.Send(message, Ct);
        var second = await Channel.Send(message, Ct);

        Assert.Equal(first, second);
        Assert.Single(await Delivered(), m => m.Contains("once-only"));
    }

    [Fact]
    public async Task A_bad_address_bounces() => Assert.IsType<SendOutcome.Bounced>(await Channel.Send(Message(BadAddress), Ct));

    [Fact]
    public async Task A_busy_provider_is_a_failure_for_now() => Assert.IsType<SendOutcome.Failed>(await Channel.Send(Message(BusyAddress), Ct));

    [Fact]
    public async Task Cancellation_is_honoured() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Channel.Send(Message(GoodAddress), new CancellationToken(true)));

    [Fact]
    public void The_kind_is_one_the_product_knows() => Assert.Contains(Channel.Kind, (string[])["email", "sms", "telegram", "push"]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static OutgoingMessage Message(string to) =>
        new(NotificationId.New(TimeProvider.System.GetUtcNow()), to, "Заказ 42 оплачен", "So‘m 🌸 \"quoted\"", null, "ru");
}
