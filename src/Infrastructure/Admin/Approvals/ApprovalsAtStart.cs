using Marketplace.Application;
using Marketplace.Ports.Admin;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketplace.Infrastructure.Admin;

/// <summary>Says aloud where a market asks for fewer people than it should.</summary>
internal sealed partial class ApprovalsAtStart(IMarketTerms market, ILogger<ApprovalsAtStart> log) : IStartupStep
{
    public Task Run(CancellationToken ct)
    {
        if (!market.Current.Approvals.FourEyes) NoSecondPerson(log);
        if (market.Current.Approvals.OneAdministrator) OneIsEnough(log);
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Information, Message =
        "Roles, fees and large payouts need no second person here (Market:Approvals:FourEyes is off): for sandbox markets only.")]
    private static partial void NoSecondPerson(ILogger log);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "An administrator who is the only one acts without a second person (Market:Approvals:OneAdministrator): take it out when there are two again.")]
    private static partial void OneIsEnough(ILogger log);
}

internal sealed class ApprovalsRegistration : IContextRegistration
{
    public void Register(IServiceCollection services, IConfiguration settings) =>
        services.AddSingleton<IStartupStep, ApprovalsAtStart>();
}
