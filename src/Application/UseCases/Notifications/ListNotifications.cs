using Marketplace.Kernel;

namespace Marketplace.Application.Notifications;

/// <summary>A person's messages inside the product, newest first, in a language.</summary>
public sealed record ListNotifications(UserId User, string Locale, PageRequest Page);

/// <summary>One message inside the product.</summary>
public sealed record NotificationView(
    NotificationId Id, string Topic, string Title, string Body, IReadOnlyDictionary<string, string> Values, DateTimeOffset CreatedAt,
    DateTimeOffset? ReadAt);
