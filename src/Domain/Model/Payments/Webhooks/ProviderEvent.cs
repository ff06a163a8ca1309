using Marketplace.Kernel;

namespace Marketplace.Domain.Payments;

/// <summary>What became of a provider's webhook.</summary>
public enum ProviderEventStatus
{
    /// <summary>Stored and handed on.</summary>
    Received,

    /// <summary>Nothing of ours is known under its id yet.</summary>
    Waiting,

    /// <summary>Nothing of ours ever was: finance looks into it.</summary>
    Unmatched,

    /// <summary>Of a type we do not know; kept.</summary>
    Ignored,
}

/// <summary>What a webhook says, in our words.</summary>
/// <param name="Kind"><c>charge</c>, <c>refund</c>, <c>payout</c>, <c>chargeback</c> or <c>other</c>.</param>
/// <param name="OurId">Our payment, refund or payout id as the provider kept it.</param>
/// <param name="Outcome">Lower-case word of the outcome, for instance <c>captured</c>.</param>
/// <param name="Until">End of a promise or of the provider's work.</param>
public sealed record ProviderWord(
    string Kind, Guid OurId, string Reference, string Outcome, Money? Amount = null, string? Code = null, DateTimeOffset? Until = null);

/// <summary>A webhook is to be acted on, for the first time or again.</summary>
public sealed record ProviderSpoke(Guid Event, string Provider, ProviderWord Word) : IDomainEvent;

/// <summary>A webhook speaks of something we do not know (yet).</summary>
public sealed record ProviderSpokeOfStranger(Guid Event, string Provider) : IDomainEvent;

/// <summary>One genuine webhook as it came, kept for ever and acted on once (quality R22–R24).</summary>
public sealed class ProviderEvent : Aggregate<Guid>
{
    private ProviderEvent(Guid id, string provider, string eventId, ProviderWord word, byte[] body, DateTimeOffset receivedAt) : base(id) =>
        (Provider, EventId, Word, Body, ReceivedAt) = (provider, eventId, word, body, receivedAt);

    /// <summary>Provider code.</summary>
    public string Provider { get; private set; }

    /// <summary>The provider's id of the event; unique with the provider.</summary>
    public string EventId { get; private set; }

    /// <summary>What it says.</summary>
    public ProviderWord Word { get; private set; }

    /// <summary>The raw bytes whose signature was proven.</summary>
    public byte[] Body { get; private set; }

    /// <summary>When, by the market's clock.</summary>
    public DateTimeOffset ReceivedAt { get; private set; }

    /// <summary>What became of it.</summary>
    public ProviderEventStatus Status { get; private set; }

    /// <summary>A genuine webhook nobody has seen before.</summary>
    public static ProviderEvent Receive(Guid id, string provider, string eventId, ProviderWord word, byte[] body, DateTimeOffset at)
    {
        var received = new ProviderEvent(id, provider, eventId, word, body, at);
        if (word.Kind == "other") received.Status = ProviderEventStatus.Ignored;
        else received.Raise(new ProviderSpoke(id, provider, word));
        return received;
    }

    /// <summary>Nothing of ours is known under its id: it waits, and is tried again for a day.</summary>
    public void Park()
    {
        if (Status != ProviderEventStatus.Received) return;
        Status = ProviderEventStatus.Waiting;
        Raise(new ProviderSpokeOfStranger(Id, Provider));
    }

    /// <summary>Tries again; it parks itself anew when nothing turned up.</summary>
    public void Retry()
    {
        if (Status != ProviderEventStatus.Waiting) return;
        Status = ProviderEventStatus.Received;
        Raise(new ProviderSpoke(Id, Provider, Word));
    }

    /// <summary>A day has passed: false when that was known.</summary>
    public bool GiveUp()
    {
        if (Status != ProviderEventStatus.Waiting) return false;
        Status = ProviderEventStatus.Unmatched;
        return true;
    }
}

/// <summary>All webhooks.</summary>
public interface IProviderEvents
{
    /// <summary>Whether an event was stored before.</summary>
    Task<bool> Knows(string provider, string eventId, CancellationToken ct);

    /// <summary>One event; null when unknown.</summary>
    Task<ProviderEvent?> Find(Guid id, CancellationToken ct);

    /// <summary>Adds a new one.</summary>
    void Add(ProviderEvent received);
}
