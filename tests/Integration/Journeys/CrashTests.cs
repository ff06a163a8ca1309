using Marketplace.Lab;
using Xunit;

namespace Marketplace.Tests.Integration.Journeys;

public sealed class CrashTests
{
    private static readonly int Purchases =
        int.TryParse(Environment.GetEnvironmentVariable("MARKETPLACE_CRASH_PURCHASES"), out var wanted) ? wanted : 500;

    [Fact]
    public async Task Q1_purchases_survive_the_killing_of_host_and_database_without_loss_or_double()
    {
        var output = TestContext.Current.TestOutputHelper!;
        var host = Path.Combine(AppContext.BaseDirectory, "Marketplace.Host.dll");

        var report = await CrashRun.Go(host, Purchases, seed: 20261120, output.WriteLine);

        output.WriteLine(report.ToString());
        Assert.True(report.IsClean, report.ToString());
        Assert.Equal(Purchases, report.Acknowledged);
        Assert.True(report is { HostKills: > 0, DatabaseKills: > 0 }, report.ToString());
        Assert.True(report.SlowestRecoverySeconds < 30, report.ToString());
    }
}
