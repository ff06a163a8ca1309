using Marketplace.Domain.Notifications;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Notifications;

namespace Marketplace.Application.Notifications;

/// <summary>Which channels a topic goes to.</summary>
internal enum Reach
{
    /// <summary>Only inside the product.</summary>
    InApp,

    /// <summary>Inside the product and over every enabled outside channel.</summary>
    Everywhere,
}

/// <summary>Creates the notifications of one topic for one person.</summary>
internal static class Notices
{
    /// <summary>Adds the in-app message and one per outside channel, each with values such as order number or amount.</summary>
    public static Result Tell(
        this INotifications notifications, IProviders<INotificationChannel> channels, UserId user, string topic, Reach reach, DateTimeOffset at,
        params (string Name, string Value)[] values)
    {
        var byName = values.ToDictionary(v => v.Name, v => v.Value);
        notifications.Add(Notification.InApp(NotificationId.New(at), user, topic, byName, at));
        if (reach == Reach.InApp) return Result.Ok;

        foreach (var channel in channels.Codes) notifications.Add(Notification.Outside(NotificationId.New(at), user, topic, channel, byName, at));
        return Result.Ok;
    }

    /// <summary>An amount as a value: minor units and currency, formatted by the text's language later.</summary>
    public static (string Name, string Value) Amount(Money money) => ("amount", $"{money.Minor} {money.Currency}");
}
