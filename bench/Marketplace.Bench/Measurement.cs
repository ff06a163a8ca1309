using System.Diagnostics;
using Marketplace.Lab;

namespace Marketplace.Bench;

/// <summary>What a closed loop of clients showed: rate, latencies, CPU per operation of host and database, host memory.</summary>
internal sealed record Measurement(
    string Name, int Clients, int Operations, int Failures, double Seconds, double[] Sorted, double HostCpu, double DatabaseCpu, double HostMegabytes)
{
    /// <summary>Headings of the table.</summary>
    public static string Heading =>
        $"{"operation",-26}{"clients",8}{"rate/s",10}{"p50 ms",9}{"p95 ms",9}{"p99 ms",9}{"host ms",9}{"db ms",8}{"cpu ms",8}{"host MB",9}{"failed",8}";

    /// <summary>CPU of host and database together, milliseconds per operation.</summary>
    public double CpuPerOperation => 1000 * (HostCpu + DatabaseCpu) / Math.Max(1, Operations);

    /// <summary>Runs operations from so many clients for so long, after two seconds of the same.</summary>
    public static async Task<Measurement> Take(
        string name, int clients, TimeSpan duration, int hostProcess, int databaseProcess, Func<int, Task> operation)
    {
        await Loop(clients, TimeSpan.FromSeconds(2), operation);
        var (host, database) = (ProcessCpu.Of(hostProcess), ProcessCpu.OfFamily(databaseProcess));
        var watch = Stopwatch.StartNew();
        var (latencies, failures) = await Loop(clients, duration, operation);
        var seconds = watch.Elapsed.TotalSeconds;
        latencies.Sort();
        return new Measurement(
            name, clients, latencies.Count, failures, seconds, [.. latencies], ProcessCpu.Of(hostProcess) - host,
            ProcessCpu.OfFamily(databaseProcess) - database, ProcessCpu.MemoryOf(hostProcess));
    }

    /// <summary>Runs operations without looking.</summary>
    public static Task WarmUp(TimeSpan duration, Func<int, Task> operation) => Loop(8, duration, operation);

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"{Name,-26}{Clients,8}{Operations / Seconds,10:0}{At(0.5),9:0.00}{At(0.95),9:0.00}{At(0.99),9:0.00}{1000 * HostCpu / Math.Max(1, Operations),9:0.000}{1000 * DatabaseCpu / Math.Max(1, Operations),8:0.000}{CpuPerOperation,8:0.000}{HostMegabytes,9:0}{Failures,8}");

    private double At(double share) => Sorted.Length == 0 ? 0 : Sorted[Math.Min(Sorted.Length - 1, (int)(share * Sorted.Length))];

    private static async Task<(List<double> Latencies, int Failures)> Loop(int clients, TimeSpan duration, Func<int, Task> operation)
    {
        var (all, failures, gate) = (new List<double>(), 0, new Lock());
        var end = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            var mine = new List<double>();
            while (end.Elapsed < duration)
            {
                var started = Stopwatch.GetTimestamp();
                try
                {
                    await operation(client);
                    mine.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                }
                catch (Exception e)
                {
                    if (Interlocked.Increment(ref failures) == 1) Console.Error.WriteLine("first failure: " + e.Message);
                }
            }

            lock (gate) all.AddRange(mine);
        })));
        return (all, failures);
    }
}
