using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Application;
using Marketplace.Application.Payments;
using Marketplace.Domain.Payments;
using Marketplace.Infrastructure.Outbox;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Identity;
using Marketplace.Ports.Orders.Messages;
using Marketplace.Ports.Payments;
using Marketplace.Ports.Payments.Messages;
using Marketplace.Ports.Sellers;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Integration.Payments;

/// <summary>A host whose only provider is the fake one, with the orders of product §7's example at hand.</summary>
public sealed class PaymentsHost : IAsyncLifetime
{
    public FakeGateway Gateway { get; } = new();

    public TestHost Host { get; private set; } = null!;

    /// <summary>Settings beyond those every test needs; set before start.</summary>
    public Dictionary<string, string?> Settings { get; } = new()
    {
        ["Payments:Methods:0:Provider"] = "fake", ["Payments:Methods:0:Method"] = "card", ["Payments:Methods:0:Title"] = "Card",
        ["Payments:Methods:1:Provider"] = "fake", ["Payments:Methods:1:Method"] = "hold", ["Payments:Methods:1:Title"] = "Card, later",
        ["Payments:Methods:1:TwoStage"] = "true",
    };

    public async ValueTask InitializeAsync() => Host = await TestHost.Start(
        Settings, services => services.AddSingleton<IProviders<IPaymentGateway>>(Gateway)
            .AddSingleton<IContactBook, Strangers>().AddSingleton<ISellerStanding, Strangers>());

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>Waits for the messages of Payments alone: the other contexts do not know these orders.</summary>
    public async Task Settle()
    {
        const string open = """
            SELECT (SELECT count(*) FROM transport.outbox)
                + (SELECT count(*) FROM embedded_transport.messages WHERE queue IN ('payments', 'payments.errands'))
            """;
        for (var until = DateTime.UtcNow.AddSeconds(30); ; await Task.Delay(20))
        {
            await using var command = Host.Database.CreateCommand(open);
            if ((long)(await command.ExecuteScalarAsync())! == 0) return;
            Assert.True(DateTime.UtcNow < until, "Messages of Payments are still waiting.");
        }
    }

    /// <summary>Moves the market clock and fires what became due.</summary>
    public async Task Advance(TimeSpan step)
    {
        await Settle();
        await Host.Services.GetRequiredService<MarketClock>().Advance(Host.Database, step, CancellationToken.None);
        await Task.Delay(600);
        await Settle();
    }

    /// <summary>Runs a published command of Payments in its own transaction.</summary>
    public async Task Do<TCommand>(TCommand command) where TCommand : ICommand
    {
        await using var scope = Host.Services.CreateAsyncScope();
        var answer = await scope.ServiceProvider.GetRequiredService<IUseCase<TCommand, Unit>>().Handle(command, CancellationToken.None);
        Assert.True(answer.IsOk);
        await Settle();
    }

    /// <summary>Lets Payments react to news of another context, as if it had been delivered.</summary>
    public async Task Happened<TEvent>(TEvent news) where TEvent : IEvent
    {
        await using var scope = Host.Services.CreateAsyncScope();
        foreach (var reaction in scope.ServiceProvider.GetServices<IReaction<TEvent>>().Where(IsOurs))
            Assert.True((await reaction.Handle(news, CancellationToken.None)).IsOk);
        await Settle();
    }

    /// <summary>A provider's report arrives, as a webhook would bring it.</summary>
    public async Task Learn(PaymentId payment, ChargeOutcome outcome)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        var record = scope.ServiceProvider.GetRequiredService<IUseCase<RecordChargeOutcome, Unit>>();
        Assert.True((await record.Handle(new RecordChargeOutcome(payment, outcome), CancellationToken.None)).IsOk);
        await Settle();
    }

    public async Task<long> Balance(Account account)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<ILedger>().Balance(account, Currency.Rub, CancellationToken.None)).Minor;
    }

    /// <summary>What the buyer sees of an order's payment.</summary>
    public async Task<JsonElement> Payment(Example order)
    {
        using var buyer = Host.As(order.Buyer, "buyer");
        return await buyer.GetFromJsonAsync<JsonElement>($"orders/{order.Order}/payment");
    }

    /// <summary>Whether the whole ledger balances and every kept balance equals its entries.</summary>
    public async Task AssertBooksBalance()
    {
        using var finance = Host.As(UserId.New(DateTimeOffset.UtcNow), "finance");
        var trial = await finance.GetFromJsonAsync<JsonElement>("finance/ledger/trial-balance");
        Assert.True(trial.GetProperty("balanced").GetBoolean(), trial.ToString());
    }

    // The people and shops of these tests exist nowhere else.
    private sealed class Strangers : IContactBook, ISellerStanding
    {
        public Task<IReadOnlyList<ShopStanding>> For(IReadOnlyCollection<ShopId> shops, CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<ShopStanding>>([]);

        public Task<ShopId?> ShopOf(UserId user, CancellationToken ct) => Task.FromResult<ShopId?>(null);

        public Task<IReadOnlyList<Contact>> For(IReadOnlyCollection<UserId> users, CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<Contact>>([]);
    }

    private static bool IsOurs(object reaction)
    {
        while (reaction is IDecorated decorated) reaction = decorated.Inner;
        return reaction.GetType().Namespace == "Marketplace.Application.Payments";
    }
}

/// <summary>The order of product §7's worked example: two shops, a coupon, a platform discount, own delivery of shop A.</summary>
public sealed record Example(OrderId Order, UserId Buyer, ShopId A, ShopId B, SellerOrderId PartA, SellerOrderId PartB)
{
    public const long Total = 1_009_100;

    public static Example New()
    {
        var at = DateTimeOffset.UtcNow;
        return new Example(
            OrderId.New(at), UserId.New(at), ShopId.New(at), ShopId.New(at), SellerOrderId.New(at), SellerOrderId.New(at));
    }

    public CollectPayment Collect(string token = "ok", string method = "card") => new(
        Order, "R-1", Buyer, Rub(Total), DateTimeOffset.UtcNow.AddMinutes(30), new PaymentChoice("fake", method, token),
        [
            new PlacedSellerOrder(PartA, A, Rub(329_808),
            [
                Line(0, 1, 25_000, 0, 0, 0), Line(1, 1, 173_802, 5_298, 26_865, 5_910), Line(2, 3, 131_006, 3_994, 20_250, 4_455),
            ]),
            new PlacedSellerOrder(PartB, B, Rub(679_292), [Line(1, 1, 679_292, 20_708, 56_000, 12_320)]),
        ]);

    public SellerOrderAccepted Accepted(SellerOrderId part) =>
        new(part, Order, part == PartA ? A : B, Buyer, "R-1", DateTimeOffset.UtcNow.AddDays(2));

    public SellerOrderCompleted Completed(SellerOrderId part) => new(part, Order, part == PartA ? A : B, Buyer);

    public SellerOrderLinesDeclined Declined(SellerOrderId part, int line, int quantity) =>
        new(part, Order, part == PartA ? A : B, Buyer, Guid.NewGuid(), [new LineUnits(line, null, quantity)], "shortage");

    public SellerOrderCancelled Cancelled(SellerOrderId part) => new(
        part, Order, part == PartA ? A : B, Buyer, "R-1",
        part == PartA ? [new LineUnits(0, null, 1), new LineUnits(1, null, 1), new LineUnits(2, null, 3)] : [new LineUnits(1, null, 1)],
        "seller", WasPaid: true);

    private static PlacedLine Line(int number, int quantity, long pays, long promo, long commission, long tax) => new(
        number, null, null, $"Line {number}", quantity,
        new LineMoney(Rub(pays), Rub(pays + promo), Rub(commission), Rub(tax), Rub(promo), new Rate(220_000).InsideOf(Rub(pays))), "seller");

    private static Money Rub(long minor) => new(minor, Currency.Rub);
}
