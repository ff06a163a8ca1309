using Marketplace.Kernel;

namespace Marketplace.Domain.Identity;

/// <summary>Somebody agreed to a text, or took it back; never changed: the last one of a purpose counts.</summary>
public sealed class Consent : Aggregate<ConsentId>
{
    private Consent(ConsentId id, UserId user, string purpose, int number, bool given, DateTimeOffset at) : base(id) =>
        (User, Purpose, Number, Given, At) = (user, purpose, number, given, at);

    public UserId User { get; private set; }
    public string Purpose { get; private set; }

    /// <summary>The version of the text.</summary>
    public int Number { get; private set; }

    /// <summary>False when it was taken back.</summary>
    public bool Given { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>The language in which it was read.</summary>
    public string Language { get; private set; } = "";

    /// <summary>The hash of what was read.</summary>
    public string TextHash { get; private set; } = "";

    /// <summary>Where it happened: <c>registration</c> or <c>account</c>.</summary>
    public string Place { get; private set; } = "";

    [Personal]
    public string? Address { get; private set; }

    [Personal]
    public string? Client { get; private set; }

    public static Consent Give(ConsentId id, UserId user, ConsentText text, ConsentWording read, ConsentProof proof, DateTimeOffset at)
    {
        var consent = new Consent(id, user, text.Purpose, text.Number, true, at)
        {
            Language = read.Language, TextHash = read.Hash, Place = proof.Place, Address = proof.Address, Client = proof.Client,
        };
        consent.Raise(new ConsentChanged(user, text.Purpose, text.Number, true, at));
        return consent;
    }

    public static Consent Withdraw(ConsentId id, Consent given, ConsentProof proof, DateTimeOffset at)
    {
        var consent = new Consent(id, given.User, given.Purpose, given.Number, false, at)
        {
            Language = given.Language, TextHash = given.TextHash, Place = proof.Place, Address = proof.Address, Client = proof.Client,
        };
        consent.Raise(new ConsentChanged(given.User, given.Purpose, given.Number, false, at));
        return consent;
    }
}

/// <summary>From where and with what a consent was given.</summary>
public sealed record ConsentProof(string Place, string? Address, string? Client)
{
    public override string ToString() => $"ConsentProof {Place} ***";
}

/// <summary>A consent was given or taken back.</summary>
public sealed record ConsentChanged(UserId User, string Purpose, int Number, bool Given, DateTimeOffset At) : IDomainEvent;

/// <summary>Why a consent refuses.</summary>
public static class ConsentErrors
{
    /// <summary>Nothing is published for this purpose, or there is no such purpose.</summary>
    public static readonly Error NotFound = Error.NotFound("consent-not-found", "There is no such consent.");

    /// <summary>A newer text is published.</summary>
    public static readonly Error Old = Error.Conflict("consent-text-old", "A newer text is published; read that one.");

    /// <summary>The text has no such language.</summary>
    public static readonly Error NoSuchLanguage = Error.Invalid(
        "consent-language-unknown", "The text is not published in this language.", new FieldError("/language", "unknown-locale", "Choose another language."));

    /// <summary>An account cannot be without it.</summary>
    public static readonly Error Needed = Error.Conflict(
        "consent-needed", "An account cannot be without this consent; ask for the erasure of the account instead.");

    /// <summary>Registration lacks a consent the market asks for.</summary>
    public static Error Missing(string purpose, int number) => Error.Invalid(
        "consent-missing", "Registration needs consent to the newest text.",
        new FieldError("/consents", "required", $"Consent to version {number} of '{purpose}' is missing."));
}

/// <summary>All consents.</summary>
public interface IConsentLog
{
    /// <summary>The last word of a person on a purpose.</summary>
    Task<Consent?> Last(UserId user, string purpose, CancellationToken ct);

    void Add(Consent consent);
}
