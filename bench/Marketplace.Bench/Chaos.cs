using Marketplace.Lab;

namespace Marketplace.Bench;

/// <summary>Purchases while host and database are killed at random; afterwards everything acknowledged is counted (quality Q1, Q2, Q6).</summary>
internal sealed class Chaos(BenchOptions options)
{
    /// <summary>Runs and prints what was found; exit code 0 when nothing was lost or doubled.</summary>
    public async Task<int> Run()
    {
        var report = await CrashRun.Go(options.HostProgram, options.Number("purchases", 10_000), options.Number("seed", 1), Console.WriteLine);
        Console.WriteLine(report);
        return report.IsClean ? 0 : 1;
    }
}
