namespace Marketplace.Ports.Notifications;

/// <summary>A message in a person's language.</summary>
public sealed record NotificationText(string Title, string Body);

/// <summary>The texts of all topics in all languages (ru, uz, en); an unknown language falls back to English.</summary>
public interface ITexts
{
    /// <summary>The text of a topic with its values put in.</summary>
    NotificationText Render(string topic, string locale, IReadOnlyDictionary<string, string> values);
}
