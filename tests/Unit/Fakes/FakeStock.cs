using Marketplace.Application;
using Marketplace.Domain.Catalog;
using Marketplace.Kernel;
using Marketplace.Ports;

namespace Marketplace.Tests.Unit.Fakes;

/// <summary>Stock and reservations in memory; like the database it throws where a CHECK would.</summary>
public sealed class FakeStock : TimeProvider, IStockItems, IReservations, IOutbox
{
    private readonly Dictionary<OfferId, (int OnHand, int Reserved)> _items = [];
    private readonly Dictionary<OrderId, Reservation> _reservations = [];
    private readonly List<(OfferId Offer, int Delta)> _movements = [];

    public DateTimeOffset Now { get; set; } = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    public List<IMessage> Sent { get; } = [];
    public IReadOnlyDictionary<OfferId, (int OnHand, int Reserved)> Items => _items;
    public IEnumerable<Reservation> All => _reservations.Values;

    public override DateTimeOffset GetUtcNow() => Now;

    public int Moved(OfferId offer) => _movements.Where(m => m.Offer == offer).Sum(m => m.Delta);

    public void Put(OfferId offer, int onHand)
    {
        _items[offer] = (onHand, 0);
        _movements.Add((offer, onHand));
    }

    public void Send(IMessage message) => Sent.Add(message);

    public Task<Reservation?> Find(OrderId order, CancellationToken ct) => Task.FromResult(_reservations.GetValueOrDefault(order));

    public Task<IReadOnlyList<OrderId>> Lapsed(DateTimeOffset before, int limit, CancellationToken ct) => Task.FromResult<IReadOnlyList<OrderId>>(
        [.. All.Where(r => r.State == ReservationState.Held && r.Until < before).Select(r => r.Id).Take(limit)]);

    public void Add(Reservation reservation) => _reservations.Add(reservation.Id, reservation);

    public void Open(StockItem item, DateTimeOffset at) => Put(item.Id, item.OnHand);

    public Task<HoldOutcome> Hold(OrderId order, IReadOnlyList<Units> lines, CancellationToken ct) =>
        _reservations.ContainsKey(order) ? Task.FromResult<HoldOutcome>(new HoldOutcome.Known()) : HoldAgain(lines, ct);

    public Task<HoldOutcome> HoldAgain(IReadOnlyList<Units> lines, CancellationToken ct)
    {
        var shorts = lines.Where(l => Available(l.Offer) < l.Quantity).Select(l => new Units(l.Offer, Available(l.Offer))).ToArray();
        if (shorts.Length > 0) return Task.FromResult<HoldOutcome>(new HoldOutcome.Short(shorts));

        foreach (var line in lines) Change(line.Offer, 0, line.Quantity);
        return Task.FromResult<HoldOutcome>(new HoldOutcome.Held());
    }

    public Task Free(IReadOnlyList<Units> lines, CancellationToken ct)
    {
        foreach (var line in lines) Change(line.Offer, 0, -line.Quantity);
        return Task.CompletedTask;
    }

    public Task TakeOut(OrderId order, IReadOnlyList<Units> lines, DateTimeOffset at, CancellationToken ct)
    {
        foreach (var line in lines) Change(line.Offer, -line.Quantity, -line.Quantity);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<Counted>> PutBack(
        Guid cause, IReadOnlyList<Units> lines, ReturnFate fate, DateTimeOffset at, CancellationToken ct)
    {
        var counted = new List<Counted>();
        foreach (var line in lines)
        {
            var before = _items[line.Offer];
            if (fate == ReturnFate.Restock) Change(line.Offer, line.Quantity, 0);
            if (fate == ReturnFate.SetZero) Change(line.Offer, before.Reserved - before.OnHand, 0);
            var after = _items[line.Offer];
            counted.Add(new Counted(line.Offer, default, before.OnHand - before.Reserved, after.OnHand - after.Reserved, after.Reserved, true));
        }

        return Task.FromResult<IReadOnlyList<Counted>>(counted);
    }

    public Task<IReadOnlyList<Counted>> Set(ShopId shop, IReadOnlyList<Count> counts, Guid cause, DateTimeOffset at, CancellationToken ct)
    {
        var counted = new List<Counted>();
        foreach (var count in counts)
        {
            if (count.Offer is not { } offer || !_items.TryGetValue(offer, out var now))
            {
                counted.Add(new Counted(null, shop, 0, 0, 0, false));
                continue;
            }

            var accepted = count.OnHand >= now.Reserved;
            if (accepted) Change(offer, count.OnHand - now.OnHand, 0);
            counted.Add(new Counted(
                offer, shop, now.OnHand - now.Reserved, (accepted ? count.OnHand : now.OnHand) - now.Reserved, now.Reserved, accepted));
        }

        return Task.FromResult<IReadOnlyList<Counted>>(counted);
    }

    private int Available(OfferId offer) => _items.TryGetValue(offer, out var item) ? item.OnHand - item.Reserved : 0;

    private void Change(OfferId offer, int onHand, int reserved)
    {
        var item = _items[offer];
        var next = (OnHand: item.OnHand + onHand, Reserved: item.Reserved + reserved);
        if (next.Reserved < 0 || next.Reserved > next.OnHand) throw new InvalidOperationException($"ck_stock_counters: {next}");
        _items[offer] = next;
        if (onHand != 0) _movements.Add((offer, onHand));
    }
}
