using Marketplace.Kernel;

namespace Marketplace.Domain.Identity;

/// <summary>
/// A message of the account's own affairs to one address: often with a link or code that proves who reads there.
/// </summary>
/// <remarks>
/// The link or code is kept nowhere: it is made from the letter's id with a key of the host. A letter may be written to an
/// address that has no account; it is never sent then, so that asking takes as long for strangers as for customers.
/// Its times are real times, as those of sessions.
/// </remarks>
public sealed class Letter : Aggregate<LetterId>
{
    /// <summary>Wrong codes after which a letter proves nothing any more.</summary>
    public const int Tries = 5;

    /// <summary>Failures of the channel after which it is given up.</summary>
    public const int Sendings = 5;

    /// <summary>How long a link is good.</summary>
    public static readonly TimeSpan LinkGoodFor = TimeSpan.FromMinutes(30);

    /// <summary>How long a code is good.</summary>
    public static readonly TimeSpan CodeGoodFor = TimeSpan.FromMinutes(10);

    private Letter(LetterId id, LetterPurpose purpose, string kind, string address, string locale, DateTimeOffset writtenAt)
        : base(id) => (Purpose, Kind, Address, Locale, WrittenAt) = (purpose, kind, address, locale, writtenAt);

    public LetterPurpose Purpose { get; private set; }

    /// <summary><c>email</c> or <c>sms</c>.</summary>
    public string Kind { get; private set; }

    [Personal]
    public string Address { get; private set; }

    public string Locale { get; private set; }

    /// <summary>The account it was written for; null when only the address was known.</summary>
    public UserId? User { get; private set; }

    public DateTimeOffset WrittenAt { get; private set; }
    public DateTimeOffset? SentAt { get; private set; }
    public int Failures { get; private set; }
    public int Misses { get; private set; }
    public DateTimeOffset? UsedAt { get; private set; }
    public uint Version { get; private set; }

    public static Letter Write(
        LetterId id, LetterPurpose purpose, ContactAddress to, (UserId? User, string Locale) of, DateTimeOffset at)
    {
        var letter = new Letter(id, purpose, to.Kind, to.Text, of.Locale, at) { User = of.User };
        letter.Raise(new LetterWritten(id, at));
        return letter;
    }

    /// <summary>True while its link or code still proves something.</summary>
    public bool IsGood(DateTimeOffset at) =>
        UsedAt is null && Misses < Tries && at < WrittenAt + (Kind == ContactAddress.Sms ? CodeGoodFor : LinkGoodFor);

    /// <summary>Its link or code was presented: it proves nothing a second time.</summary>
    public Result Use(DateTimeOffset at)
    {
        if (!IsGood(at)) return UserErrors.NotProved;

        UsedAt = at;
        return Result.Ok;
    }

    /// <summary>A wrong code was presented.</summary>
    public void Miss() => Misses++;

    /// <summary>The channel took it over.</summary>
    public void Sent(DateTimeOffset at) => SentAt = at;

    /// <summary>The channel could not take it; true while it may be tried again.</summary>
    public bool Failed() => ++Failures < Sendings;
}

/// <summary>Why a letter is written.</summary>
public enum LetterPurpose
{
    /// <summary>Proves an e-mail address or phone of an account.</summary>
    Confirm,

    /// <summary>Lets the reader choose a new password.</summary>
    ResetPassword,

    /// <summary>Tells that the password was changed.</summary>
    PasswordChanged,

    /// <summary>Tells the old address that there is a new one.</summary>
    AddressChanged,

    /// <summary>Tells that signing in needs a second factor now.</summary>
    SecondFactorOn,

    /// <summary>Tells that signing in needs no second factor any more.</summary>
    SecondFactorOff,

    /// <summary>Tells that a recovery code was used.</summary>
    RecoveryCodeUsed,

    /// <summary>Tells that a shop invites the reader to work for it.</summary>
    StaffInvited,

    /// <summary>Tells that signing in is locked for a while after many wrong passwords.</summary>
    SignInLocked,

    /// <summary>Tells that an account of somewhere else signs in here now.</summary>
    IdentityLinked,

    /// <summary>Tells that an account of somewhere else signs in here no longer.</summary>
    IdentityUnlinked,

    /// <summary>Tells that an archive of the person's data can be fetched.</summary>
    ArchiveReady,

    /// <summary>Tells that the account will be erased, and until when that can be called off.</summary>
    ErasureAsked,

    /// <summary>Tells that the account is erased; the last letter to this address.</summary>
    ErasureDone,
}

/// <summary>Where a person reads: an e-mail address or a phone, in its canonical spelling.</summary>
public sealed record ContactAddress(string Kind, string Text)
{
    /// <summary>Kind of e-mail addresses.</summary>
    public const string Email = "email";

    /// <summary>Kind of phones.</summary>
    public const string Sms = "sms";

    /// <summary>The better one of two; null when there is neither.</summary>
    public static ContactAddress? Of(string? email, string? phone) =>
        email is not null ? new(Email, email) : phone is not null ? new(Sms, phone) : null;

    public override string ToString() => "ContactAddress ***";
}

/// <summary>A letter waits to be sent.</summary>
public sealed record LetterWritten(LetterId Letter, DateTimeOffset At) : IDomainEvent;

/// <summary>All letters.</summary>
public interface ILetters
{
    Task<Letter?> Find(LetterId id, CancellationToken ct);

    /// <summary>The newest letter of a purpose and kind to an account.</summary>
    Task<Letter?> Newest(UserId user, LetterPurpose purpose, string kind, CancellationToken ct);

    /// <summary>The newest letter of a purpose to an address.</summary>
    Task<Letter?> Newest(ContactAddress to, LetterPurpose purpose, CancellationToken ct);

    /// <summary>How many letters of a purpose went to an address since a moment.</summary>
    Task<int> Count(ContactAddress to, LetterPurpose purpose, DateTimeOffset since, CancellationToken ct);

    /// <summary>Forgets letters written before a moment.</summary>
    Task Forget(DateTimeOffset writtenBefore, CancellationToken ct);

    void Add(Letter letter);

    /// <summary>Forgets a letter at once.</summary>
    void Remove(Letter letter);
}
