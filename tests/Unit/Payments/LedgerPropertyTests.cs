using FsCheck;
using FsCheck.Fluent;
using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Xunit;
using static Marketplace.Tests.Unit.Payments.Books;

namespace Marketplace.Tests.Unit.Payments;

public sealed class LedgerPropertyTests
{
    private sealed record Move(int Kind, int Part, int Line, int Quantity, int Amount);

    private sealed record Course(SettlementLine[][] Parts, int Reserve, int Limit, Move[] Moves);

    [Fact]
    public void Any_course_of_refunds_releases_and_claw_backs_keeps_the_books_at_zero_and_ends_exactly_at_zero() =>
        Prop.ForAll(Courses(), Holds).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [Fact]
    public void Parts_of_a_component_given_back_in_any_steps_add_up_to_it() =>
        Prop.ForAll(Arb.From(Gen.Choose(0, 1_000_000)), Arb.From(Gen.Choose(1, 40)), (pays, quantity) =>
        {
            var line = Line(1, quantity, pays, pays / 7, pays / 11, pays / 50);
            var given = LineAmounts.None(Currency.Rub);
            for (var i = 0; i < quantity; i++)
            {
                (line, var step) = line.GiveUnits(1);
                Assert.False(step.BuyerPays.IsNegative || step.PlatformPromo.IsNegative || step.Commission.IsNegative);
                given += step;
            }

            Assert.Equal(line.Whole, given);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static void Holds(Course course)
    {
        var books = new Books(Rate.Percent(course.Reserve), Rub(course.Limit), course.Parts);
        books.Capture();
        foreach (var move in course.Moves) Apply(books, move);
        Assert.Equal(0, books.Ledger.Sum);

        foreach (var part in books.Parts) books.Refund(part, [.. part.Rest()]);

        Assert.All(books.Parts, p => Assert.True(p.IsEmpty));
        Assert.All(books.Parts, p => Assert.True(books.Ledger[Account.Escrow(p.Id)].IsZero));
        Assert.Equal(books.Payment.CapturedAmount, books.Payment.RefundedAmount);
        Assert.True(books.Ledger[Account.Provider("sandbox")].IsZero);
        Assert.True(books.Ledger[Account.Promo].IsZero);
        Assert.True(books.Ledger[Account.Commission].IsZero && books.Ledger[Account.Tax("commission")].IsZero);
        Assert.All(books.Ledger.Postings, p => Assert.Equal(0, p.Entries.Sum(e => e.Minor)));
        Assert.Equal(0, books.Ledger.Sum);
    }

    private static void Apply(Books books, Move move)
    {
        var part = books.Parts[move.Part % books.Parts.Count];
        var line = part.Lines[move.Line % part.Lines.Count];
        switch (move.Kind)
        {
            case 0: books.Release(part); break;
            case 1: books.ReturnReserve(part); break;
            case 2: books.Refund(part, new RefundedUnits(line.Line, null, 0, Rub(move.Amount))); break;
            default: books.Refund(part, new RefundedUnits(line.Line, null, move.Quantity)); break;
        }
    }

    private static Arbitrary<Course> Courses()
    {
        var line = from quantity in Gen.Choose(1, 7)
                   from pays in Gen.Choose(0, 300_000)
                   from promo in Gen.Choose(0, 20_000)
                   from percent in Gen.Choose(0, 30)
                   from platform in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
                   select (quantity, pays, promo, percent, platform);
        var part = from lines in line.NonEmptyListOf()
                   select lines.Take(4).Select((l, i) => Line(
                       i, l.quantity, l.pays, l.promo, (l.pays + l.promo) * l.percent / 100, (l.pays + l.promo) * l.percent / 450, l.platform)).ToArray();
        var move = from kind in Gen.Choose(0, 6)
                   from at in Gen.Choose(0, 20).Two()
                   from quantity in Gen.Choose(1, 4)
                   from amount in Gen.Choose(1, 100_000)
                   select new Move(kind, at.Item1, at.Item2, quantity, amount);
        return Arb.From(
            from parts in part.NonEmptyListOf()
            from reserve in Gen.Choose(0, 25)
            from limit in Gen.Choose(0, 50_000)
            from moves in move.ListOf()
            select new Course([.. parts.Take(3)], reserve, limit, [.. moves.Take(30)]));
    }
}
