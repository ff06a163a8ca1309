using System.Security.Cryptography;
using System.Text;

namespace Marketplace.Demo.Olist;

/// <summary>How an order ends.</summary>
internal enum Ending
{
    /// <summary>The buyer confirms the day after delivery.</summary>
    Confirmed,

    /// <summary>Nobody says anything; the money is released by time.</summary>
    Released,

    /// <summary>The buyer calls it off before it is accepted.</summary>
    CalledOff,

    /// <summary>The seller calls it off after accepting.</summary>
    GivenUp,

    /// <summary>All goods come back.</summary>
    Returned,

    /// <summary>One unit comes back.</summary>
    PartlyReturned,

    /// <summary>The seller pays a fifth of one unit back.</summary>
    PartlyRefunded,
}

/// <summary>On which day of the replay an order is bought, handed over and delivered, and how it ends.</summary>
internal sealed record OrderPlan(
    OlistOrder Order, HeaderRow? Header, int Bought, int HandedOver, int Delivered, Ending Ending)
{
    /// <summary>The day on which the buyer says something, or would.</summary>
    public int Closed => Ending is Ending.CalledOff or Ending.GivenUp ? Bought : Delivered + 1;
}

/// <summary>
/// Days of every order: recorded where there is a usable header, otherwise drawn from the headers. Each order draws by
/// itself from the seed and its id, so the plan does not depend on which orders are replayed.
/// </summary>
internal sealed class Timetable
{
    // The marketplace takes handling times up to 60 days; recorded times that run backwards or past these bounds are slips
    // of the pen.
    private const int LongestHandling = 60;
    private const int LongestTransport = 90;
    private readonly int _seed;
    private readonly IReadOnlyDictionary<string, HeaderRow> _headers;
    private readonly (int Handling, int Transport)[] _spans;
    private readonly int[] _limits;
    private readonly DateTime _last;

    /// <summary>Learns the distributions from all recorded orders.</summary>
    public Timetable(OlistFiles files, IReadOnlyList<OlistOrder> orders, int seed)
    {
        (_seed, _headers) = (seed, files.Headers);
        _spans = [.. files.Headers.Values.OrderBy(h => h.Order, StringComparer.Ordinal).Select(Spans).OfType<(int, int)>()];
        _limits =
        [
            .. orders.Where(o => _headers.ContainsKey(o.Id)).Select(o => (o.ShipBy.Date - _headers[o.Id].Bought.Date).Days)
                .Where(d => d >= 0),
        ];
        _last = files.Headers.Values.Max(h => h.Bought).Date;
        First = orders.Min(o => PurchaseDate(o, Draws(o)));
    }

    /// <summary>Date of the first purchase, day 0.</summary>
    public DateTime First { get; }

    /// <summary>The plan of an order.</summary>
    public OrderPlan Of(OlistOrder order)
    {
        var draws = Draws(order);
        var header = _headers.GetValueOrDefault(order.Id);
        var bought = (PurchaseDate(order, draws) - First).Days;
        var (handling, transport) = (header is null ? null : Spans(header)) ?? _spans[draws.Span % _spans.Length];
        var left = bought + handling;
        return new OrderPlan(order, header, bought, left, left + transport, EndingOf(order, header, draws));
    }

    private static (int Handling, int Transport)? Spans(HeaderRow header)
    {
        if (header is not { HandedOver: { } left, Delivered: { } came }) return null;
        var (handling, transport) = ((left.Date - header.Bought.Date).Days, (came.Date - left.Date).Days);
        return handling is >= 0 and <= LongestHandling && transport is >= 0 and <= LongestTransport
            ? (handling, transport)
            : null;
    }

    // Without a header the date is the seller's recorded shipping limit less a drawn time for it.
    private DateTime PurchaseDate(OlistOrder order, Draw draws)
    {
        if (_headers.GetValueOrDefault(order.Id) is { } header) return header.Bought.Date;
        var date = order.ShipBy.Date.AddDays(-_limits[draws.Limit % _limits.Length]);
        return date < _last ? date : _last;
    }

    private static Ending EndingOf(OlistOrder order, HeaderRow? header, Draw draws)
    {
        if (header?.Status is "canceled" or "unavailable") return Ending.CalledOff;
        return (draws.Ending % 1000) switch
        {
            < 10 => Ending.CalledOff,
            < 20 => Ending.GivenUp,
            < 40 => Ending.Returned,
            < 50 => order.Units > 1 ? Ending.PartlyReturned : Ending.PartlyRefunded,
            < 525 => Ending.Confirmed,
            _ => Ending.Released,
        };
    }

    private Draw Draws(OlistOrder order)
    {
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes($"{_seed}:{order.Id}"));
        int At(int offset) => (int)(BitConverter.ToUInt32(hash, offset) >> 1);
        return new Draw(At(0), At(4), At(8));
    }

    private readonly record struct Draw(int Limit, int Span, int Ending);
}
