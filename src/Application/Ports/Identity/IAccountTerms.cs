namespace Marketplace.Ports.Identity;

/// <summary>What a market asks of accounts.</summary>
/// <param name="ConfirmationRequired">Whether an account has to prove an address before it places orders.</param>
/// <param name="StaffNeedsSecondFactor">Whether staff roles count only with a second factor.</param>
/// <param name="SellersNeedSecondFactor">Whether a payout needs a second factor.</param>
/// <param name="FreshFor">How long a sign-in counts as fresh for sensitive changes.</param>
/// <param name="SiteUrl">Where links in letters lead.</param>
/// <param name="AnyChannel">Whether text messages may go over any channel when there is none for them, as in demos.</param>
/// <param name="Limits">When wrong attempts lead to captchas and locks.</param>
public sealed record AccountTerms(
    bool ConfirmationRequired, bool StaffNeedsSecondFactor, bool SellersNeedSecondFactor, TimeSpan FreshFor, Uri SiteUrl,
    bool AnyChannel, SignInLimits Limits)
{
    /// <summary>How personal data is handed over and forgotten.</summary>
    public PrivacyTerms Privacy { get; init; } = new(TimeSpan.FromDays(14), TimeSpan.FromDays(7));
}

/// <summary>How personal data is handed over and forgotten.</summary>
/// <param name="CoolingOff">How long the owner may think again before an account is erased.</param>
/// <param name="ArchiveKept">How long an archive may be fetched.</param>
public sealed record PrivacyTerms(TimeSpan CoolingOff, TimeSpan ArchiveKept)
{
    /// <summary>Purposes without whose consent nobody registers, as soon as their text is published.</summary>
    public IReadOnlyList<string> Required { get; init; } = ["terms", "privacy"];
}

/// <summary>When wrong attempts lead to captchas and locks (S7).</summary>
/// <param name="CaptchaAfter">Failures of a name after which a captcha is asked for, where one is configured.</param>
/// <param name="PerName">Failures that lock a sign-in name.</param>
/// <param name="PerAddress">Failures that lock a network address.</param>
/// <param name="PerNetwork">Failures that lock a whole network (/24, /56).</param>
/// <param name="LockFor">The first lock; each further one is twice as long.</param>
/// <param name="CaptchaAlways">Whether registration and forgotten passwords always need a captcha, where one is configured.</param>
public sealed record SignInLimits(
    int CaptchaAfter, int PerName, int PerAddress, int PerNetwork, TimeSpan LockFor, bool CaptchaAlways);

/// <summary>The market's terms for accounts.</summary>
public interface IAccountTerms
{
    /// <summary>Those of this host.</summary>
    AccountTerms Current { get; }
}
