namespace Marketplace.Lab;

/// <summary>CPU time and memory of processes, read from <c>/proc</c>.</summary>
public static class ProcessCpu
{
    private const double TicksPerSecond = 100;

    /// <summary>CPU seconds of a process, threads included.</summary>
    public static double Of(int process) => Read(process, withReaped: false);

    /// <summary>CPU seconds of a process, its living descendants and those it has already reaped.</summary>
    public static double OfFamily(int root) => Read(root, withReaped: true) + Family(root).Sum(p => Read(p, withReaped: false));

    /// <summary>Resident memory, MB.</summary>
    public static double MemoryOf(int process) =>
        File.ReadLines($"/proc/{process}/status").Where(l => l.StartsWith("VmRSS", StringComparison.Ordinal))
            .Select(l => double.Parse(l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], null) / 1024).FirstOrDefault();

    /// <summary>Living descendants of a process.</summary>
    public static IReadOnlyList<int> Family(int root)
    {
        var parents = new Dictionary<int, int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out var process) && Stat(process) is { } stat) parents[process] = int.Parse(stat[1], null);
        }

        return [.. parents.Keys.Where(p => p != root && Descends(p))];

        bool Descends(int process)
        {
            while (parents.TryGetValue(process, out var parent))
            {
                if (parent == root) return true;
                process = parent;
            }

            return false;
        }
    }

    private static double Read(int process, bool withReaped)
    {
        if (Stat(process) is not { } stat) return 0;
        var ticks = double.Parse(stat[11], null) + double.Parse(stat[12], null);
        if (withReaped) ticks += double.Parse(stat[13], null) + double.Parse(stat[14], null);
        return ticks / TicksPerSecond;
    }

    // The fields after the program's name, which may hold spaces: state, parent, … utime at 11, stime 12, cutime 13, cstime 14.
    private static string[]? Stat(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }
}
