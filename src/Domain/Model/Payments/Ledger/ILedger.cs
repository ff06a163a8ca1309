using Marketplace.Kernel;

namespace Marketplace.Domain.Payments;

/// <summary>The platform's books: double entry, append-only, per currency.</summary>
public interface ILedger
{
    /// <summary>Books a posting with the surrounding transaction's commit.</summary>
    /// <remarks>
    /// A cause booked before, or a guarded account that would fall below zero, refuses the commit as overtaken: the handler
    /// runs again and must find out by reading. Read with <see cref="Lock"/> what the decision depends on.
    /// </remarks>
    void Post(Posting posting);

    /// <summary>Whether a cause has been booked.</summary>
    Task<bool> Posted(PostingCause cause, CancellationToken ct);

    /// <summary>An account's committed balance on its own side: what it holds, owes, earned or lost.</summary>
    Task<Money> Balance(Account account, Currency currency, CancellationToken ct);

    /// <summary>Locks accounts in name order until the commit and answers their balances; not for shared accounts.</summary>
    Task<IReadOnlyDictionary<Account, Money>> Lock(IReadOnlyCollection<Account> accounts, Currency currency, CancellationToken ct);
}
