using Marketplace.Ports.Identity;
using Microsoft.Extensions.Configuration;

namespace Marketplace.Infrastructure.Identity;

/// <summary>
/// What the market asks of accounts, from the <c>Identity</c> section; sandbox markets ask for less, so that demos sign in.
/// </summary>
internal sealed class AccountTermsFromSettings(IConfiguration settings) : IAccountTerms
{
    public AccountTerms Current { get; } = Read(settings.GetSection("Identity"), settings.GetValue("Market:Sandbox", false));

    private static AccountTerms Read(IConfigurationSection identity, bool sandbox)
    {
        var limits = identity.GetSection("SignIn");
        return new AccountTerms(
            identity.GetValue("ConfirmationRequired", !sandbox),
            identity.GetValue("SecondFactor:Staff", !sandbox),
            identity.GetValue("SecondFactor:Sellers", !sandbox),
            identity.GetValue("FreshSignIn", TimeSpan.FromMinutes(5)),
            Site(identity["SiteUrl"]),
            sandbox,
            new SignInLimits(
                Positive(limits, "CaptchaAfter", 3), Positive(limits, "FailuresPerName", 10),
                Positive(limits, "FailuresPerAddress", 100), Positive(limits, "FailuresPerNetwork", 500),
                limits.GetValue("LockFor", TimeSpan.FromMinutes(15)), limits.GetValue("CaptchaOnRegistration", true)))
        {
            Privacy = Privacy(identity.GetSection("Privacy")),
        };
    }

    private static PrivacyTerms Privacy(IConfigurationSection privacy)
    {
        var terms = new PrivacyTerms(
            privacy.GetValue("CoolingOff", TimeSpan.FromDays(14)), privacy.GetValue("ArchiveKept", TimeSpan.FromDays(7)));
        if (terms.CoolingOff < TimeSpan.Zero || terms.CoolingOff > TimeSpan.FromDays(30))
            throw new InvalidOperationException("Identity:Privacy:CoolingOff must be between 0 and 30 days.");
        if (terms.ArchiveKept <= TimeSpan.Zero || terms.ArchiveKept > TimeSpan.FromDays(30))
            throw new InvalidOperationException("Identity:Privacy:ArchiveKept must be up to 30 days.");
        return privacy["Required"] is { } required
            ? terms with { Required = required.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) }
            : terms;
    }

    private static Uri Site(string? url) =>
        Uri.TryCreate(url ?? "http://localhost:8080", UriKind.Absolute, out var site) && site.Scheme is "http" or "https"
            ? site
            : throw new InvalidOperationException("Identity:SiteUrl is not an address of a website.");

    private static int Positive(IConfigurationSection section, string name, int otherwise) =>
        section.GetValue(name, otherwise) is > 0 and var value
            ? value
            : throw new InvalidOperationException($"{section.Path}:{name} must be at least 1.");
}
