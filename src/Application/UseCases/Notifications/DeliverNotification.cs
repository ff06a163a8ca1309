using Marketplace.Domain.Notifications;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Identity;
using Marketplace.Ports.Notifications;
using Marketplace.Ports.Notifications.Messages;

namespace Marketplace.Application.Notifications;

/// <summary>Sends a waiting notification over its channel and hands the outcome over.</summary>
public sealed class DeliverNotification(
    IWaitingNotifications waiting, IContactBook contacts, ITexts texts,
    IProviders<INotificationChannel> channels, IUseCase<RecordDelivery, bool> record) : IErrand<SendNotification>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(SendNotification command, CancellationToken ct)
    {
        if (await waiting.Find(command.Notification, ct) is not { } notification) return Result.Ok;

        var outcome = await Send(command.Notification, notification, ct);
        var recorded = await record.Handle(new RecordDelivery(command.Notification, outcome), ct);
        if (recorded.Failed(out var refusal, out var again)) return refusal;

        // The transport's later tries are the retry schedule of the channel.
        return again ? new Error(ErrorKind.Unavailable, "channel-unavailable", "The channel could not take the message.") : Result.Ok;
    }

    private async Task<SendOutcome?> Send(NotificationId id, WaitingNotification notification, CancellationToken ct)
    {
        if (await contacts.For([notification.User], ct) is not [var contact]) return null;
        if (channels.Find(notification.Channel) is not { } channel) return null;

        var address = channel.Kind == "email" ? contact.Email : contact.Phone;
        if (address is null) return null;

        var text = texts.Render(notification.Topic, contact.Locale, notification.Values);
        return await channel.Send(new OutgoingMessage(id, address, text.Title, text.Body, null, contact.Locale), ct);
    }
}
