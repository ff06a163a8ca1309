using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Xunit;
using static Marketplace.Domain.Payments.RefundStatus;
using static Marketplace.Tests.Unit.Payments.Books;

namespace Marketplace.Tests.Unit.Payments;

/// <summary>Product §4.4, every state against every event.</summary>
public sealed class RefundMachineTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 5, 10, 0, 0, TimeSpan.Zero);
    private static readonly Giving Nothing = new([], LineAmounts.None(Currency.Rub), false, false);

    private static readonly Dictionary<string, Func<Refund, Result>> Events = new()
    {
        ["approve"] = r => r.Approve(Nothing, At),
        ["reject"] = r => r.Reject("no", At),
        ["send"] = r => r.Send(At),
        ["succeed"] = r => r.Succeed("ref", At),
        ["fail"] = r => r.Fail("busy", false, At),
        ["fail-finally"] = r => r.Fail("closed", true, At),
        ["retry"] = r => r.Retry(At),
        ["mark-paid"] = r => r.MarkPaid("bank-1", At),
    };

    private static readonly Dictionary<RefundStatus, Dictionary<string, RefundStatus>> Table = new()
    {
        [Requested] = new() { ["approve"] = Approved, ["reject"] = Rejected },
        [Approved] = new() { ["send"] = Processing, ["succeed"] = Succeeded },
        [Processing] = new()
        {
            ["succeed"] = Succeeded, ["fail"] = RefundStatus.Failed, ["fail-finally"] = Manual, ["retry"] = Processing,
        },
        [RefundStatus.Failed] = new()
        {
            ["succeed"] = Succeeded, ["fail"] = RefundStatus.Failed, ["fail-finally"] = RefundStatus.Failed, ["retry"] = Processing,
        },
        [Manual] = new() { ["mark-paid"] = Succeeded, ["fail"] = Manual, ["fail-finally"] = Manual },
        [Succeeded] = new() { ["succeed"] = Succeeded, ["fail"] = Succeeded, ["fail-finally"] = Succeeded },
        [Rejected] = [],
    };

    public static TheoryData<RefundStatus, string> Cells()
    {
        var cells = new TheoryData<RefundStatus, string>();
        foreach (var state in Enum.GetValues<RefundStatus>())
            foreach (var happened in Events.Keys) cells.Add(state, happened);
        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Every_state_accepts_exactly_the_listed_events(RefundStatus from, string happened)
    {
        var refund = In(from);

        var result = Events[happened](refund);

        if (Table[from].TryGetValue(happened, out var to))
        {
            Assert.True(result.IsOk);
            Assert.Equal(to, refund.Status);
            return;
        }

        Assert.True(result.Failed(out var refusal));
        Assert.Equal("invalid-transition", refusal.Code);
        Assert.Equal(from, refund.Status);
    }

    [Fact]
    public void The_fifth_refusal_hands_the_refund_to_finance()
    {
        var refund = In(Processing);
        for (var i = 1; i < Refund.MostAttempts; i++)
        {
            refund.Fail("busy", false, At);
            Assert.Equal((RefundStatus.Failed, i + 1), (refund.Status, refund.Attempt));
            refund.Retry(At);
        }

        refund.Fail("busy", false, At);

        Assert.Equal(Manual, refund.Status);
        Assert.Single(refund.TakeEvents().OfType<RefundGivenUp>());
    }

    [Fact]
    public void A_lost_answer_keeps_the_key_and_a_refusal_makes_a_new_one()
    {
        var refund = In(Processing);

        refund.NoAnswer();
        Assert.Equal((1, 1), (refund.Attempt, refund.Tries));
        refund.Fail("busy", false, At);

        Assert.Equal((2, 2), (refund.Attempt, refund.Tries));
    }

    private static Refund In(RefundStatus status)
    {
        var books = new Books(default, Rub(0), [Line(1, 1, 100)]);
        var about = new RefundCase(books.Collection, books.Payment, books.Parts);
        var wish = new RefundWish([new RefundedUnits(1, null, 1)], "return", "system", Guid.NewGuid());
        var refund = Refund.Request(RefundId.New(At), about, books.Parts[0], wish, Rub(100), At);
        string[] path = status switch
        {
            Approved => ["approve"],
            Processing => ["approve", "send"],
            Succeeded => ["approve", "send", "succeed"],
            RefundStatus.Failed => ["approve", "send", "fail"],
            Manual => ["approve", "send", "fail-finally"],
            Rejected => ["reject"],
            _ => [],
        };
        foreach (var step in path) Assert.True(Events[step](refund).IsOk);
        Assert.Equal(status, refund.Status);
        return refund;
    }
}
