using Marketplace.Ports.Identity;
using Microsoft.Extensions.Logging;

namespace Marketplace.Infrastructure.Identity;

/// <summary>Reads keys and terms before the first request, and says aloud where a market asks for less than it should.</summary>
internal sealed partial class AccountsAtStart(IAccountTerms terms, SealingKeys keys, ILogger<AccountsAtStart> log) : IStartupStep
{
    public Task Run(CancellationToken ct)
    {
        _ = keys.Today;
        if (!terms.Current.StaffNeedsSecondFactor) SecondFactorIsOff(log);
        if (!terms.Current.ConfirmationRequired) ConfirmationIsOff(log);
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Information, Message =
        "Staff may act without a second factor here (Identity:SecondFactor:Staff is off): for sandbox markets only.")]
    private static partial void SecondFactorIsOff(ILogger log);

    [LoggerMessage(Level = LogLevel.Information, Message =
        "Accounts may order without a proved address here (Identity:ConfirmationRequired is off): for sandbox markets only.")]
    private static partial void ConfirmationIsOff(ILogger log);
}
