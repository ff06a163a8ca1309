using Marketplace.Kernel;

namespace Marketplace.Domain.Payments;

/// <summary>How often a shop wants its money.</summary>
public enum PayoutSchedule
{
    /// <summary>Every business day.</summary>
    Daily,

    /// <summary>Every Monday.</summary>
    Weekly,

    /// <summary>On the first of each month.</summary>
    Monthly,

    /// <summary>Only when the seller asks.</summary>
    Manual,
}

/// <summary>Whether money can be paid to an account.</summary>
public enum PayoutAccountStatus
{
    /// <summary>The provider has not said yet.</summary>
    Checking,

    /// <summary>The provider knows it.</summary>
    Verified,

    /// <summary>The provider refuses it.</summary>
    Refused,
}

/// <summary>A seller named an account; the provider must say whether it is one.</summary>
public sealed record PayoutAccountNamed(PayoutAccountId Account, string Provider, string Token) : IDomainEvent;

/// <summary>Where a shop's earnings go, and how often; the provider's opaque token, never a bank account itself.</summary>
public sealed class PayoutAccount : Aggregate<PayoutAccountId>
{
    private PayoutAccount(PayoutAccountId id, ShopId shop, string provider, string token, PayoutSchedule schedule) : base(id) =>
        (Shop, Provider, Token, Schedule) = (shop, provider, token, schedule);

    /// <summary>The shop; one account each.</summary>
    public ShopId Shop { get; private set; }

    /// <summary>Provider code.</summary>
    public string Provider { get; private set; }

    /// <summary>The provider's token of the account.</summary>
    public string Token { get; private set; }

    /// <summary>What the seller sees of it.</summary>
    [Personal]
    public string? Display { get; private set; }

    /// <summary>Whether it can be paid to.</summary>
    public PayoutAccountStatus Status { get; private set; }

    /// <summary>Why the provider refuses it.</summary>
    public string? RefusalCode { get; private set; }

    /// <summary>How often.</summary>
    public PayoutSchedule Schedule { get; private set; }

    /// <summary>First day on which the next run takes this shop.</summary>
    public DateOnly NextDay { get; private set; }

    /// <summary>Last change by the seller or the provider.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Version for If-Match.</summary>
    public uint Version { get; private set; }

    /// <summary>A shop's first account.</summary>
    public static PayoutAccount Open(
        PayoutAccountId id, ShopId shop, string provider, string token, PayoutSchedule schedule, DateTimeOffset at)
    {
        var account = new PayoutAccount(id, shop, provider, token, schedule) { UpdatedAt = at };
        account.NextDay = account.FirstDay(at);
        account.Record(new StateChange("payout-account", id.Value, "name", null, account.Status.Text(), null, at));
        account.Raise(new PayoutAccountNamed(id, provider, token));
        return account;
    }

    /// <summary>The seller names another account or another rhythm; another account is checked again.</summary>
    public void Change(string provider, string token, PayoutSchedule schedule, DateTimeOffset at)
    {
        if (schedule != Schedule)
        {
            Schedule = schedule;
            NextDay = FirstDay(at);
        }

        UpdatedAt = at;
        if (provider == Provider && token == Token && Status != PayoutAccountStatus.Refused) return;

        (Provider, Token, Display, RefusalCode) = (provider, token, null, null);
        Move("name", PayoutAccountStatus.Checking, null, at);
        Raise(new PayoutAccountNamed(Id, provider, token));
    }

    /// <summary>The provider's word about a token; news of a token that was replaced meanwhile means nothing.</summary>
    public void Checked(string token, string? display, string? refusalCode, DateTimeOffset at)
    {
        if (token != Token || Status != PayoutAccountStatus.Checking) return;

        (Display, RefusalCode, UpdatedAt) = (display, refusalCode, at);
        var (word, status) = refusalCode is null ? ("verify", PayoutAccountStatus.Verified) : ("refuse", PayoutAccountStatus.Refused);
        Move(word, status, refusalCode, at);
    }

    /// <summary>A payout went wrong because of the account: the seller must look at it.</summary>
    public void Distrust(string code, DateTimeOffset at)
    {
        if (Status != PayoutAccountStatus.Verified) return;

        (RefusalCode, UpdatedAt) = (code, at);
        Move("distrust", PayoutAccountStatus.Refused, code, at);
    }

    /// <summary>Whether a day's run takes this shop.</summary>
    public bool IsDue(DateOnly day) =>
        Status == PayoutAccountStatus.Verified && Schedule != PayoutSchedule.Manual && day >= NextDay;

    /// <summary>The day's run has looked at this shop.</summary>
    public void Ran(DateOnly day) => NextDay = NextAfter(day);

    private DateOnly FirstDay(DateTimeOffset at) => Schedule switch
    {
        PayoutSchedule.Weekly or PayoutSchedule.Monthly => NextAfter(DateOnly.FromDateTime(at.UtcDateTime)),
        _ => DateOnly.FromDateTime(at.UtcDateTime),
    };

    private DateOnly NextAfter(DateOnly day) => Schedule switch
    {
        PayoutSchedule.Weekly => day.AddDays(7 - (((int)day.DayOfWeek + 6) % 7)),
        PayoutSchedule.Monthly => new DateOnly(day.Year, day.Month, 1).AddMonths(1),
        _ => day.AddDays(1),
    };

    private void Move(string @event, PayoutAccountStatus to, string? reason, DateTimeOffset at)
    {
        Record(new StateChange("payout-account", Id.Value, @event, Status.Text(), to.Text(), reason, at));
        Status = to;
    }
}

/// <summary>All payout accounts.</summary>
public interface IPayoutAccounts
{
    /// <summary>One account; null when unknown.</summary>
    Task<PayoutAccount?> Find(PayoutAccountId id, CancellationToken ct);

    /// <summary>A shop's account; null when it has named none.</summary>
    Task<PayoutAccount?> Of(ShopId shop, CancellationToken ct);

    /// <summary>Shops whose turn it is on a day and who have anything available.</summary>
    Task<IReadOnlyList<ShopId>> Due(DateOnly day, Currency currency, CancellationToken ct);

    /// <summary>Adds a new one.</summary>
    void Add(PayoutAccount account);
}
