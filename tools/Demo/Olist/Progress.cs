using System.Diagnostics;

namespace Marketplace.Demo.Olist;

/// <summary>Says how far the replay is: one line that changes on a terminal, now and then a line elsewhere.</summary>
internal sealed class Progress
{
    private readonly TimeSpan _pause =
        Console.IsOutputRedirected ? TimeSpan.FromSeconds(10) : TimeSpan.FromMilliseconds(250);
    private readonly Lock _gate = new();
    private long _last;

    /// <summary>Says it, unless something was said just now.</summary>
    public void Say(string text)
    {
        lock (_gate)
        {
            if (_last != 0 && Stopwatch.GetElapsedTime(_last) < _pause) return;
            _last = Stopwatch.GetTimestamp();
            if (Console.IsOutputRedirected) Console.WriteLine(text);
            else Console.Write($"\r{text}\x1b[K");
        }
    }

    /// <summary>Says it on a line that stays.</summary>
    public void Keep(string text)
    {
        lock (_gate) Console.WriteLine(Console.IsOutputRedirected ? text : $"\r{text}\x1b[K");
    }
}
