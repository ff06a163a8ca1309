using Marketplace.Kernel;

namespace Marketplace.Application.Payments;

/// <summary>A person's wallet: what it holds and what moved it last.</summary>
public sealed record GetWallet(UserId User);

/// <summary>Balances by currency, and up to a hundred movements, newest first.</summary>
public sealed record WalletView(IReadOnlyList<Money> Balances, IReadOnlyList<WalletMovement> Movements);

/// <summary>One movement of a wallet.</summary>
/// <param name="Kind">Its cause, as in the ledger.</param>
/// <param name="CauseId">The order, refund or payout behind it.</param>
public sealed record WalletMovement(Guid Posting, DateTimeOffset At, string Kind, Guid CauseId, Money Amount);
