using Marketplace.Domain.Notifications;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Identity;
using Marketplace.Ports.Notifications;
using Marketplace.Ports.Notifications.Messages;
using Marketplace.Ports.Orders;

namespace Marketplace.Application.Notifications;

/// <summary>Sends a waiting notification over its channel and hands the outcome over.</summary>
public sealed class DeliverNotification(
    IWaitingNotifications waiting, Addressees addressees, ITexts texts,
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
        if (channels.Find(notification.Channel) is not { } channel) return null;
        if (!await addressees.Want(notification, channel.Kind, ct)) return null;
        if (await addressees.Reach(notification.User, channel.Kind == "email", ct) is not ({ } address, var locale)) return null;

        var text = texts.Render(notification.Topic, locale, notification.Values);
        return await channel.Send(new OutgoingMessage(id, address, text.Title, text.Body, null, locale), ct);
    }
}

/// <summary>Where people can be reached, and for what they want to be.</summary>
public sealed record Addressees(IContactBook Contacts, IGuestContacts Guests, IConsents Consents)
{
    /// <summary>Topics that begin so are advertising.</summary>
    public const string Advertising = "marketing-";

    /// <summary>Whether the person wants this over this kind of channel; advertising needs a consent that still holds.</summary>
    internal async Task<bool> Want(WaitingNotification notification, string kind, CancellationToken ct) =>
        !notification.Topic.StartsWith(Advertising, StringComparison.Ordinal)
        || await Consents.Allows(notification.User, Advertising + kind, ct);

    /// <summary>The address and language of a person.</summary>
    internal async Task<(string? Address, string Locale)> Reach(UserId user, bool byEmail, CancellationToken ct)
    {
        if (await Contacts.For([user], ct) is [var contact]) return (byEmail ? contact.Email : contact.Phone, contact.Locale);

        // Nobody with an account: a visitor who left an address with an order.
        return await Guests.Of(user, ct) is { } guest ? (byEmail ? guest.Email : guest.Phone, guest.Locale) : (null, "en");
    }
}
