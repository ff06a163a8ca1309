using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Xunit;
using static Marketplace.Domain.Payments.PaymentStatus;

namespace Marketplace.Tests.Unit.Payments;

/// <summary>Product §4.3, every state against every event.</summary>
public sealed class PaymentMachineTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 5, 10, 0, 0, TimeSpan.Zero);
    private static readonly Money Amount = new(100_00, Currency.Rub);

    private static readonly Dictionary<string, Func<Payment, Result>> Events = new()
    {
        ["ask-buyer"] = p => p.AskBuyer("new-ref", "redirect", new Uri("https://pay.example/"), At),
        ["wait"] = p => p.Wait("ref", At.AddHours(1), At),
        ["authorize"] = p => p.Authorize("ref", Amount, At.AddDays(7), At),
        ["capture"] = p => p.Capture("ref", p.Expected, At),
        ["decline"] = p => p.Decline("expired", At),
        ["cancel"] = p => p.Cancel("buyer", At),
        ["expire"] = p => p.Expire(At),
    };

    // From a state: where each event leads. What is not listed is refused, or already known and without effect ("=").
    private static readonly Dictionary<PaymentStatus, Dictionary<string, PaymentStatus>> Table = new()
    {
        [Created] = new()
        {
            ["ask-buyer"] = RequiresAction, ["wait"] = Pending, ["authorize"] = Authorized, ["capture"] = Captured,
            ["decline"] = Failed, ["cancel"] = Cancelled, ["expire"] = Expired,
        },
        [RequiresAction] = new()
        {
            ["wait"] = Pending, ["authorize"] = Authorized, ["capture"] = Captured, ["decline"] = Failed, ["cancel"] = Cancelled,
            ["expire"] = Expired,
        },
        [Pending] = new()
        {
            ["ask-buyer"] = RequiresAction, ["wait"] = Pending, ["authorize"] = Authorized, ["capture"] = Captured, ["decline"] = Failed,
            ["cancel"] = Cancelled, ["expire"] = Expired,
        },
        [Authorized] = new() { ["authorize"] = Authorized, ["capture"] = Captured, ["cancel"] = Cancelled },
        [Captured] = new() { ["authorize"] = Captured, ["capture"] = Captured },
        [PartiallyRefunded] = new() { ["authorize"] = PartiallyRefunded, ["capture"] = PartiallyRefunded },
        [Refunded] = new() { ["authorize"] = Refunded, ["capture"] = Refunded },
        // Late money: what the provider took is a fact, whatever we believed.
        [Failed] = new() { ["authorize"] = Authorized, ["capture"] = Captured, ["decline"] = Failed },
        [Cancelled] = new() { ["capture"] = Captured, ["cancel"] = Cancelled, ["expire"] = Cancelled },
        [Expired] = new() { ["authorize"] = Authorized, ["capture"] = Captured, ["cancel"] = Expired, ["expire"] = Expired },
    };

    public static TheoryData<PaymentStatus, string> Cells()
    {
        var cells = new TheoryData<PaymentStatus, string>();
        foreach (var state in Enum.GetValues<PaymentStatus>())
            foreach (var happened in Events.Keys) cells.Add(state, happened);
        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Every_state_accepts_exactly_the_listed_events(PaymentStatus from, string happened)
    {
        var payment = In(from);
        payment.TakeEvents();
        payment.TakeChanges();

        var result = Events[happened](payment);

        if (!Table[from].TryGetValue(happened, out var to))
        {
            Assert.True(result.Failed(out var refusal));
            Assert.Equal(("invalid-transition", ErrorKind.Conflict), (refusal.Code, refusal.Kind));
            Assert.Equal(from, payment.Status);
            Assert.Empty(payment.TakeChanges());
            return;
        }

        Assert.True(result.IsOk);
        Assert.Equal(to, payment.Status);
        Assert.Equal(from == to ? 0 : 1, payment.TakeChanges().Count);
    }

    [Fact]
    public void Another_amount_or_currency_is_never_captured()
    {
        Assert.Equal("wrong-amount", Code(In(Created).Capture("ref", Amount * 2, At)));
        Assert.Equal("wrong-amount", Code(In(Created).Capture("ref", new Money(100_00, Currency.Usd), At)));
        Assert.Equal("wrong-amount", Code(In(Created).Authorize("ref", Amount * 2, At, At)));
    }

    [Fact]
    public void A_promise_is_captured_for_the_amount_that_was_decided_once()
    {
        var payment = In(Authorized);

        Assert.True(payment.AskCapture(new Money(60_00, Currency.Rub)).IsOk);
        Assert.True(payment.AskCapture(new Money(70_00, Currency.Rub)).IsOk);

        Assert.Equal("wrong-amount", Code(payment.Capture("ref", Amount, At)));
        Assert.True(payment.Capture("ref", new Money(60_00, Currency.Rub), At).IsOk);
        Assert.Single(payment.TakeEvents().OfType<CaptureAsked>());
    }

    [Fact]
    public void An_open_chargeback_refuses_refunds_and_a_decided_one_stays_decided()
    {
        var payment = In(Captured);
        Assert.True(payment.OpenChargeback(Amount, At).IsOk);
        Assert.Equal("chargeback-open", Code(payment.Promise(Amount)));

        Assert.True(payment.CloseChargeback(Amount, won: true, At).IsOk);
        Assert.True(payment.CloseChargeback(Amount, won: false, At).IsOk);

        Assert.Equal(ChargebackStatus.Won, payment.Chargeback);
        Assert.True(payment.Promise(Amount).IsOk);
    }

    [Fact]
    public void A_token_is_forgotten_when_the_payment_is_over()
    {
        Assert.NotNull(In(Created).Token);
        Assert.Null(In(Captured).Token);
        Assert.Null(In(Failed).Token);
    }

    private static Payment In(PaymentStatus status)
    {
        var collection = Collection.Of(OrderId.New(At), "R-1", UserId.New(At), Amount, At.AddMinutes(30), []);
        var payment = Payment.Start(PaymentId.New(At), collection, Amount, new WayToPay("sandbox", "card", "tok", true), At);
        string[] path = status switch
        {
            RequiresAction => ["ask-buyer"],
            Pending => ["wait"],
            Authorized => ["authorize"],
            Captured or PartiallyRefunded or Refunded => ["capture"],
            Failed => ["decline"],
            Cancelled => ["cancel"],
            Expired => ["expire"],
            _ => [],
        };
        foreach (var step in path) Assert.True(Events[step](payment).IsOk);
        var back = status switch { PartiallyRefunded => 40_00, Refunded => 100_00, _ => 0 };
        if (back > 0)
        {
            payment.Promise(new Money(back, Currency.Rub));
            payment.Refund(new Money(back, Currency.Rub), At);
        }

        Assert.Equal(status, payment.Status);
        return payment;
    }

    private static string Code(Result result) => result.Failed(out var refusal) ? refusal.Code : "ok";
}
