using System.Collections.Concurrent;
using Marketplace.Application;
using Marketplace.Kernel;
using Marketplace.Ports.Catalog;
using Marketplace.Ports.Orders;
using Marketplace.Ports.Orders.Messages;
using Marketplace.Ports.Payments;
using Marketplace.Ports.Sellers;
using Marketplace.Ports.Shipping;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace Marketplace.Tests.Integration.Orders;

/// <summary>Tests that share one host whose other contexts are played by <see cref="Shopping"/>.</summary>
[CollectionDefinition(nameof(Shopping))]
public sealed class ShoppingTests : ICollectionFixture<Shopping>;

/// <summary>
/// What the other contexts say, under the tests' control: offers, sellers, deliveries, fees and stock holds.
/// </summary>
/// <remarks>Orders alone: no messages are handled, so nothing but the test moves an order.</remarks>
public sealed class Shopping : IOfferQuotes, ISellerStanding, IDeliveryQuotes, IFeeTerms, IStockHolds, IAsyncLifetime
{
    private static int _shops;
    private readonly ConcurrentDictionary<OfferId, OfferQuote> _offers = new();
    private readonly ConcurrentDictionary<OrderId, bool> _held = new();
    private TestHost _host = null!;

    /// <summary>The host.</summary>
    public TestHost Host => _host;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => _host = await TestHost.Start(
        new Dictionary<string, string?> { ["Host:Roles"] = "api", ["Market:Currency"] = "RUB" }, services =>
        {
            services.Replace(ServiceDescriptor.Singleton<IOfferQuotes>(this));
            services.Replace(ServiceDescriptor.Singleton<ISellerStanding>(this));
            services.Replace(ServiceDescriptor.Singleton<IDeliveryQuotes>(this));
            services.Replace(ServiceDescriptor.Singleton<IFeeTerms>(this));
            services.Replace(ServiceDescriptor.Singleton<IStockHolds>(this));
        });

    /// <summary>A shop of the test's own.</summary>
    public static int NewShop() => Interlocked.Increment(ref _shops);

    /// <summary>The id of a shop.</summary>
    public static ShopId Shop(int number) => new(new Guid(number, 1, 7, new byte[8]));

    /// <summary>Puts up an offer, or changes it.</summary>
    public OfferId Offer(int shop, long price, int available = 10, OfferId? existing = null)
    {
        var id = existing ?? new OfferId(Guid.NewGuid());
        _offers[id] = new OfferQuote(
            id, new ProductId(Guid.NewGuid()), new VariantId(Guid.NewGuid()), Shop(shop), new CategoryId(Guid.NewGuid()),
            "Thing", "SKU",
            new Money(price, Currency.Rub), "standard", new ParcelSize(500, 100, 100, 100), 1, 14, available, true);
        return id;
    }

    /// <summary>True when stock was held for the order.</summary>
    public bool Holds(Guid order) => _held.ContainsKey(new OrderId(order));

    /// <summary>Runs a use case as the system.</summary>
    public async Task<Result<TAnswer>> Run<TRequest, TAnswer>(TRequest request)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IUseCase<TRequest, TAnswer>>()
            .Handle(request, CancellationToken.None);
    }

    /// <summary>The money is there and the stock is taken.</summary>
    public async Task Pay(Guid order)
    {
        if ((await Run<ConfirmPaid, Unit>(new ConfirmPaid(new OrderId(order)))).Failed(out var error))
            throw new InvalidOperationException(error.Message);
    }

    /// <summary>Tells Orders alone what happened elsewhere.</summary>
    public async Task Tell<T>(T happened) where T : Ports.IEvent
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var ours = scope.ServiceProvider.GetServices<IReaction<T>>()
            .Where(r => Innermost(r).Namespace == "Marketplace.Application.Orders");
        foreach (var reaction in ours)
            Assert.True((await reaction.Handle(happened, CancellationToken.None)).IsOk);
    }

    private static Type Innermost(object reaction) =>
        reaction is IDecorated decorated ? Innermost(decorated.Inner) : reaction.GetType();

    /// <summary>What others may know of a part.</summary>
    public async Task<SellerOrderFacts> Facts(Guid part)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var orders = scope.ServiceProvider.GetRequiredService<ISellerOrders>();
        return (await orders.Find(new SellerOrderId(part), CancellationToken.None))!;
    }

    /// <summary>Messages written about a subject, in order.</summary>
    public Task<List<string>> Announced(Guid subject) => Texts(
        """
        SELECT envelope::json ->> 'Type' FROM embedded_transport.messages WHERE subject = $1
        GROUP BY id, envelope::json ->> 'Type' ORDER BY min(seq)
        """, subject);

    /// <summary>What a placed order has set going.</summary>
    public Task<List<string>> Begun(Guid order) => Texts(
        """
        SELECT saga || ' ' || phase FROM transport.sagas WHERE correlation = $1
        UNION ALL SELECT 'payment ' || status FROM payments.payments WHERE "order" = $1 ORDER BY 1
        """, order);

    private async Task<List<string>> Texts(string sql, Guid about)
    {
        await using var command = _host.Database.CreateCommand(sql);
        command.Parameters.Add(new() { Value = about });
        var types = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) types.Add(reader.GetString(0));
        return types;
    }

    public Task<IReadOnlyList<OfferQuote>> For(IReadOnlyCollection<OfferId> offers, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<OfferQuote>>([.. offers.Where(_offers.ContainsKey).Select(o => _offers[o])]);

    public Task<IReadOnlyList<ShopStanding>> For(IReadOnlyCollection<ShopId> shops, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<ShopStanding>>([.. shops.Select(s => new ShopStanding(
            s, new UserId(Guid.NewGuid()), "Shop", "shop", true, true, false, false, "goods"))]);

    public Task<ShopId?> ShopOf(UserId user, CancellationToken ct) => Task.FromResult<ShopId?>(null);

    public Task<IReadOnlyList<IReadOnlyList<DeliveryOption>>> For(
        IReadOnlyList<DeliveryQuestion> questions, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<IReadOnlyList<DeliveryOption>>>(
            [.. questions.Select(q => (IReadOnlyList<DeliveryOption>)
            (q.Destination.City == "Nowhere" ? [] : [Option("local:courier", 250_00), Option("local:express", 400_00)]))]);

    public Task<IReadOnlyList<FeeTerms>> For(
        IReadOnlyList<FeeQuestion> questions, DateTimeOffset at, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<FeeTerms>>([.. questions.Select(q => new FeeTerms(
            q.Line, null, q.IsDelivery
                ? default : Rate.Percent(15), Money.Zero(Currency.Rub), null, null, Rate.Percent(22)))]);

    public Task<Result> Hold(OrderId order, IReadOnlyList<StockLine> lines, DateTimeOffset until, CancellationToken ct)
    {
        var short_ = lines.Where(l => _offers[l.Offer].Available < l.Quantity)
            .Select(l => new FieldError($"/lines/{l.Offer}", "stock-insufficient", "Too few.")).ToArray();
        if (short_.Length > 0)
            return Task.FromResult<Result>(
                new Error(ErrorKind.Conflict, "stock-insufficient", "Some lines are short.", short_));
        _held[order] = true;
        return Task.FromResult(Result.Ok);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static DeliveryOption Option(string code, long price) =>
        new(code, "local", code[6..], code, new Money(price, Currency.Rub), 1, 3, "seller", false);
}
