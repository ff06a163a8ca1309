using Marketplace.Adapters.Payments.Sandbox.Simulator;
using Marketplace.Application;
using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Identity;
using Marketplace.Ports.Orders.Messages;
using Marketplace.Ports.Payments.Messages;
using Marketplace.Ports.Sellers;
using Microsoft.Extensions.DependencyInjection;
using LedgerEntry = Marketplace.Domain.Payments.Entry;

namespace Marketplace.Tests.Integration.Payments;

/// <summary>A host whose payments are driven without the contexts around them: orders are placed by message, every shop may be paid.</summary>
internal sealed class MoneyBench : IAsyncDisposable
{
    private static readonly Currency Rub = Currency.Rub;

    private readonly Standing _standing;

    private MoneyBench(TestHost host, Standing standing) => (Host, _standing) = (host, standing);

    public TestHost Host { get; }

    public Desk Bank => Host.Services.GetRequiredService<SharedProvider>().Provider.Desk;

    public LocalProvider Provider => Host.Services.GetRequiredService<SharedProvider>().Provider;

    /// <summary>Shops that may not be paid.</summary>
    public HashSet<ShopId> Stopped => _standing.Stopped;

    public static async Task<MoneyBench> Start(IReadOnlyDictionary<string, string?>? settings = null)
    {
        var standing = new Standing();
        var host = await TestHost.Start(settings, services =>
        {
            services.AddScoped<ISellerStanding>(_ => standing);
            services.AddScoped<IContactBook>(_ => new Nobody());
        });
        return new MoneyBench(host, standing);
    }

    /// <summary>Hands messages to the outbox as a commit would.</summary>
    public async Task Publish(params IEnumerable<IMessage> messages)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        foreach (var message in messages) scope.ServiceProvider.GetRequiredService<IOutbox>().Send(message);
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Commit(null, CancellationToken.None);
    }

    /// <summary>An order over one shop per amount, to be paid with a token of the sandbox.</summary>
    public static CollectPayment Order(string token, params (ShopId Shop, long Minor)[] parts)
    {
        var at = DateTimeOffset.UtcNow;
        var shares = parts.Select(p => new PlacedSellerOrder(SellerOrderId.New(at), p.Shop, Sum(p.Minor),
        [
            new PlacedLine(
                1, OfferId.New(at), ProductId.New(at), "Thing", 1, Line(p.Minor), "seller"),
        ])).ToList();
        return new CollectPayment(
            OrderId.New(at), "T-1", UserId.New(at), Sum(parts.Sum(p => p.Minor)), at.AddMinutes(30), new PaymentChoice("sandbox", "card", token), shares);
    }

    /// <summary>Completes every part of an order, so that escrow is released.</summary>
    public Task Complete(CollectPayment order) =>
        Publish(order.Shares.Select(s => new SellerOrderCompleted(s.Id, order.Order, s.Shop, order.Buyer)));

    /// <summary>Gives a shop available money out of the platform's pocket.</summary>
    public Task Grant(ShopId shop, long minor) => Post(Posting.Of(
        new PostingCause("test-grant", Guid.NewGuid()), DateTimeOffset.UtcNow,
        [LedgerEntry.Debit(Account.Loss, Sum(minor)), LedgerEntry.Credit(Account.Available(shop), Sum(minor))]));

    public async Task Post(Posting posting)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ILedger>().Post(posting);
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Commit(null, CancellationToken.None);
    }

    public async Task<long> Balance(Account account)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<ILedger>().Balance(account, Rub, CancellationToken.None)).Minor;
    }

    public async Task<T> Scalar<T>(string sql)
    {
        await using var command = Host.Database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public Task<long> LedgerSum() => Scalar<long>("SELECT coalesce(sum(minor), 0)::bigint FROM payments.ledger_entries");

    public Task<long> LedgerDifferences() => Scalar<long>("SELECT count(*) FROM payments.ledger_differences");

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private static Money Sum(long minor) => new(minor, Rub);

    private static LineMoney Line(long minor) => new(Sum(minor), Sum(minor), Sum(minor / 10), Sum(0), Sum(0), Sum(0));

    private sealed class Standing : ISellerStanding
    {
        public HashSet<ShopId> Stopped { get; } = [];

        public Task<IReadOnlyList<ShopStanding>> For(IReadOnlyCollection<ShopId> shops, CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<ShopStanding>>(
                [.. shops.Select(s => new ShopStanding(s, default, "Shop", "shop", true, !Stopped.Contains(s), true, false, "goods"))]);

        public Task<ShopId?> ShopOf(UserId user, CancellationToken ct) => Task.FromResult<ShopId?>(null);
    }

    private sealed class Nobody : IContactBook
    {
        public Task<IReadOnlyList<Contact>> For(IReadOnlyCollection<UserId> users, CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<Contact>>([]);
    }
}
