using System.Security.Cryptography;
using System.Text;
using Marketplace.Kernel;

namespace Marketplace.Domain.Identity;

/// <summary>What people consent to: one version of a purpose's text in its languages; never changed, only followed.</summary>
public sealed class ConsentText : Aggregate<ConsentTextId>
{
    private ConsentText(ConsentTextId id, string purpose, int number, DateTimeOffset publishedAt) : base(id) =>
        (Purpose, Number, PublishedAt) = (purpose, number, publishedAt);

    public string Purpose { get; private set; }

    /// <summary>Counts from 1 for each purpose.</summary>
    public int Number { get; private set; }

    public IReadOnlyList<ConsentWording> Wordings { get; private set; } = [];
    public DateTimeOffset PublishedAt { get; private set; }

    public static ConsentText Publish(
        ConsentTextId id, string purpose, int number, IEnumerable<(string Language, string Title, string Body)> texts, DateTimeOffset at)
    {
        var text = new ConsentText(id, purpose, number, at)
        {
            Wordings = [.. texts.Select(t => new ConsentWording(
                t.Language, t.Title, t.Body, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(t.Title + "\n" + t.Body)))))],
        };
        text.Record(new StateChange("consent-text", id.Value, "publish", null, "PUBLISHED", null, at));
        text.Raise(new ConsentTextPublished(id, purpose, number, at));
        return text;
    }
}

/// <summary>A text in one language, with the hash that proves later which one it was.</summary>
public sealed record ConsentWording(string Language, string Title, string Body, string Hash);

/// <summary>What consent can be asked for.</summary>
public static class ConsentPurposes
{
    /// <summary>The terms of use.</summary>
    public const string Terms = "terms";

    /// <summary>Processing of personal data.</summary>
    public const string Privacy = "privacy";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All =
        [Terms, Privacy, "personalisation", "marketing-email", "marketing-sms", "marketing-push"];
}

/// <summary>A text has a new version.</summary>
public sealed record ConsentTextPublished(ConsentTextId Text, string Purpose, int Number, DateTimeOffset At) : IDomainEvent;

/// <summary>All texts.</summary>
public interface IConsentTexts
{
    /// <summary>The newest version for a purpose; null while there is none.</summary>
    Task<ConsentText?> Newest(string purpose, CancellationToken ct);

    /// <summary>The newest versions for these purposes.</summary>
    Task<IReadOnlyList<ConsentText>> Newest(IReadOnlyCollection<string> purposes, CancellationToken ct);

    void Add(ConsentText text);
}
