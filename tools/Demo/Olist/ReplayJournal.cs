using System.Collections.Concurrent;
using System.Text.Json;

namespace Marketplace.Demo.Olist;

/// <summary>How far an order has come.</summary>
internal enum LifeStep
{
    /// <summary>Not placed.</summary>
    Planned,

    /// <summary>Placed and paid.</summary>
    Paid,

    /// <summary>Accepted by its sellers, or called off before.</summary>
    Accepted,

    /// <summary>Handed over.</summary>
    Shipped,

    /// <summary>Delivered.</summary>
    Delivered,

    /// <summary>Nothing is left to do for anybody.</summary>
    Closed,
}

/// <summary>One seller's part of a placed order.</summary>
internal sealed record PartNote(Guid Id, Guid Shop, Guid? Parcel = null);

/// <summary>What is known of one order.</summary>
internal sealed record OrderNote(string Order, LifeStep Step, Guid Id, string Visitor, IReadOnlyList<PartNote> Parts);

/// <summary>A shop that is ready to sell, with its offers by SKU.</summary>
internal sealed record SellerNote(string Seller, Guid Shop, IReadOnlyDictionary<string, Guid> Offers);

/// <summary>What the run was started with; the clock's days count from <paramref name="Start"/>.</summary>
internal sealed record RunNote(int Seed, int Orders, DateTimeOffset Start, double SetupSeconds);

/// <summary>The day reached, and the seconds spent so far.</summary>
internal sealed record DayNote(int Day, double Seconds);

/// <summary>
/// The replay's memory: a file that only grows, a line per thing done. After an interruption it is read again; what was done
/// but not noted is done again under the same idempotency keys, which changes nothing.
/// </summary>
internal sealed class ReplayJournal : IDisposable
{
    private readonly StreamWriter _file;

    /// <summary>Opens or begins a journal.</summary>
    public ReplayJournal(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (File.Exists(path))
        {
            foreach (var line in File.ReadLines(path)) Recall(line);
        }

        var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        _file = new StreamWriter(file) { AutoFlush = true };
        // A line that was cut off must not swallow the next one.
        _file.WriteLine();
    }

    /// <summary>What the run was started with; null before it began.</summary>
    public RunNote? Run { get; private set; }

    /// <summary>The last day reached.</summary>
    public DayNote Day { get; private set; } = new(-1, 0);

    /// <summary>Sellers that are ready.</summary>
    public ConcurrentDictionary<string, SellerNote> Sellers { get; } = new();

    /// <summary>Orders that were placed.</summary>
    public ConcurrentDictionary<string, OrderNote> Orders { get; } = new();

    /// <summary>Notes something done.</summary>
    public void Note(object note)
    {
        Take(note);
        var line = new Line(note as RunNote, note as DayNote, note as SellerNote, note as OrderNote);
        var text = JsonSerializer.Serialize(line);
        lock (_file) _file.WriteLine(text);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void Recall(string line)
    {
        if (line.Length == 0) return;
        try
        {
            var read = JsonSerializer.Deserialize<Line>(line)!;
            Take((object?)read.Run ?? (object?)read.Day ?? (object?)read.Seller ?? read.Order!);
        }
        catch (JsonException)
        {
            // The line was cut off by the interruption: what it said is done again.
        }
    }

    private void Take(object note)
    {
        switch (note)
        {
            case RunNote run: Run = run; break;
            case DayNote day: Day = day; break;
            case SellerNote seller: Sellers[seller.Seller] = seller; break;
            case OrderNote order: Orders[order.Order] = order; break;
        }
    }

    private sealed record Line(RunNote? Run, DayNote? Day, SellerNote? Seller, OrderNote? Order);
}
