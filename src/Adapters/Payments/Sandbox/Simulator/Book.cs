namespace Marketplace.Adapters.Payments.Sandbox.Simulator;

/// <summary>Everything the provider knows, kept in memory for reading and in the journal for ever.</summary>
internal sealed class Book : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Charge> _charges = [];
    private readonly Dictionary<Guid, string> _chargeOfPayment = [];
    private readonly Dictionary<string, string> _chargeOfKey = [];
    private readonly Dictionary<string, Refund> _refunds = [];
    private readonly Dictionary<string, string> _refundOfKey = [];
    private readonly Dictionary<string, Payout> _payouts = [];
    private readonly Dictionary<Guid, string> _payoutOfOurs = [];
    private readonly Dictionary<string, string> _payoutOfKey = [];
    private readonly Dictionary<string, Notice> _undelivered = [];
    private readonly Dictionary<DateOnly, List<Movement>> _movements = [];
    private readonly PriorityQueue<Entry, DateTimeOffset> _due = new();
    private readonly Journal _journal;

    public Book(string folder, bool flushToDisk) => _journal = Journal.Open(folder, flushToDisk, entries =>
    {
        foreach (var entry in entries) Apply(entry);
    });

    /// <summary>Decides under the lock and applies what was decided, all or nothing.</summary>
    public T Change<T>(Func<Draft, T> decide)
    {
        lock (_gate)
        {
            var draft = new Draft(this);
            var answer = decide(draft);
            if (draft.Entries.Count == 0) return answer;

            foreach (var entry in draft.Entries) Apply(entry);
            _journal.Append(draft.Entries);
            return answer;
        }
    }

    /// <summary>Reads under the lock.</summary>
    public T Read<T>(Func<Book, T> read)
    {
        lock (_gate) return read(this);
    }

    /// <summary>Completes when everything decided so far survives a crash; no answer may leave before.</summary>
    public Task Durable() => _journal.Durable();

    /// <summary>What is due at a real time: charges, refunds, payouts and notices, each once.</summary>
    public IReadOnlyList<Entry> TakeDue(DateTimeOffset now)
    {
        lock (_gate)
        {
            var taken = new List<Entry>();
            while (_due.TryPeek(out _, out var at) && at <= now && taken.Count < 200) taken.Add(_due.Dequeue());
            return taken;
        }
    }

    public Charge? Charge(string id) => _charges.GetValueOrDefault(id);

    public Charge? ChargeOf(Guid payment) => _chargeOfPayment.TryGetValue(payment, out var id) ? _charges[id] : null;

    public Charge? ChargeByKey(string key) => _chargeOfKey.TryGetValue(key, out var id) ? _charges[id] : null;

    public Refund? Refund(string id) => _refunds.GetValueOrDefault(id);

    public Refund? RefundByKey(string key) => _refundOfKey.TryGetValue(key, out var id) ? _refunds[id] : null;

    public Payout? Payout(string id) => _payouts.GetValueOrDefault(id);

    public Payout? PayoutOf(Guid ours) => _payoutOfOurs.TryGetValue(ours, out var id) ? _payouts[id] : null;

    public Payout? PayoutByKey(string key) => _payoutOfKey.TryGetValue(key, out var id) ? _payouts[id] : null;

    public IReadOnlyList<Movement> MovementsOf(DateOnly day) => _movements.TryGetValue(day, out var all) ? [.. all] : [];

    public Notice? Notice(string id) => _undelivered.GetValueOrDefault(id);

    public int Undelivered => _undelivered.Count;

    public (int Charges, int Refunds, int Payouts, int Movements) Counts =>
        (_charges.Count, _refunds.Count, _payouts.Count, _movements.Values.Sum(m => m.Count));

    public ValueTask DisposeAsync() => _journal.DisposeAsync();

    private void Apply(Entry entry)
    {
        if (entry.Charge is { } charge)
        {
            _charges[charge.Id] = charge;
            _chargeOfPayment[charge.PaymentId] = charge.Id;
            _chargeOfKey.TryAdd(charge.Key, charge.Id);
            if (charge.Due is { } due) _due.Enqueue(entry, due);
        }
        else if (entry.Refund is { } refund)
        {
            _refunds[refund.Id] = refund;
            _refundOfKey.TryAdd(refund.Key, refund.Id);
            if (refund.Due is { } due) _due.Enqueue(entry, due);
        }
        else if (entry.Payout is { } payout)
        {
            _payouts[payout.Id] = payout;
            _payoutOfOurs[payout.PayoutId] = payout.Id;
            _payoutOfKey.TryAdd(payout.Key, payout.Id);
            if (payout.Due is { } due) _due.Enqueue(entry, due);
        }
        else if (entry.Movement is { } movement)
        {
            var day = DateOnly.FromDateTime(movement.At.UtcDateTime);
            if (!_movements.TryGetValue(day, out var all)) _movements[day] = all = [];
            all.Add(movement);
        }
        else if (entry.Notice is { } notice)
        {
            Apply(entry, notice);
        }
    }

    private void Apply(Entry entry, Notice notice)
    {
        if (notice.Delivered)
        {
            _undelivered.Remove(notice.Id);
            return;
        }

        _undelivered[notice.Id] = notice;
        _due.Enqueue(entry, notice.Due);
    }
}

/// <summary>What one decision changes; written to the journal as one line.</summary>
internal sealed class Draft(Book book)
{
    public List<Entry> Entries { get; } = [];

    public Book Book => book;

    public Charge Put(Charge charge)
    {
        Entries.Add(new Entry(Charge: charge));
        return charge;
    }

    public Refund Put(Refund refund)
    {
        Entries.Add(new Entry(Refund: refund));
        return refund;
    }

    public Payout Put(Payout payout)
    {
        Entries.Add(new Entry(Payout: payout));
        return payout;
    }

    public void Move(Movement movement) => Entries.Add(new Entry(Movement: movement));

    public void Put(Notice notice) => Entries.Add(new Entry(Notice: notice));
}
