using Marketplace.Domain.Payments;
using Marketplace.Kernel;

namespace Marketplace.Tests.Unit.Payments;

/// <summary>The books in memory with the database's own rules: unique causes, guarded accounts never below zero.</summary>
internal sealed class LedgerInMemory : ILedger
{
    private readonly HashSet<(string, Guid)> _causes = [];
    private readonly Dictionary<(Account, Currency), long> _sums = [];

    public List<Posting> Postings { get; } = [];

    public void Post(Posting posting)
    {
        if (!_causes.Add((posting.CauseKind, posting.CauseId))) throw new InvalidOperationException($"{posting.CauseKind} was booked before.");
        foreach (var entry in posting.Entries)
        {
            var key = (entry.Account, entry.Currency);
            _sums[key] = _sums.GetValueOrDefault(key) + entry.Minor;
            if (entry.Account.IsGuarded && entry.Account.Natural(new Money(_sums[key], entry.Currency)).IsNegative)
                throw new InvalidOperationException($"{entry.Account} would fall below zero.");
        }

        Postings.Add(posting);
    }

    public Money this[Account account] => account.Natural(new Money(_sums.GetValueOrDefault((account, Currency.Rub)), Currency.Rub));

    public long Sum => _sums.Values.Sum();

    public Task<bool> Posted(PostingCause cause, CancellationToken ct) => Task.FromResult(_causes.Contains((cause.Kind, cause.Id)));

    public Task<Money> Balance(Account account, Currency currency, CancellationToken ct) => Task.FromResult(this[account]);

    public Task<IReadOnlyDictionary<Account, Money>> Lock(IReadOnlyCollection<Account> accounts, Currency currency, CancellationToken ct) =>
        Task.FromResult<IReadOnlyDictionary<Account, Money>>(accounts.ToDictionary(a => a, a => this[a]));
}
