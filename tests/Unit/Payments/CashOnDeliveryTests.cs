using FsCheck;
using FsCheck.Fluent;
using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Xunit;
using static Marketplace.Tests.Unit.Payments.Books;

namespace Marketplace.Tests.Unit.Payments;

/// <summary>Money taken at the door: what each parcel brings, and where it goes in the books.</summary>
public sealed class CashOnDeliveryTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 5, 10, 0, 0, TimeSpan.Zero);
    private static readonly CourierId Ivan = CourierId.New(At);

    private sealed record Move(int Kind, int Line, int Quantity);

    private sealed record Course(SettlementLine[] Lines, Move[] Moves, int Holder);

    [Fact]
    public void Parcels_share_a_line_to_the_minor_unit_and_the_first_one_brings_the_delivery()
    {
        var door = new Door(Line(0, 1, 25_000), Line(1, 3, 10_000));

        var first = door.Pack((1, 1));
        var second = door.Pack((1, 2));

        Assert.Equal([28_333, 6_667], [door.Due(first), door.Due(second)]);
    }

    [Fact]
    public void Nothing_is_booked_before_the_money_is_there_and_no_earnings_are_pending()
    {
        var door = new Door(Line(1, 2, 10_000, commission: 1_000, tax: 200));
        var parcel = door.Pack((1, 2));

        Assert.Empty(door.Ledger.Postings);
        Assert.False(door.Part.Funded);
        Assert.True(door.Payment is { Status: PaymentStatus.Authorized, CapturedAmount.IsZero: true });

        door.Collect(parcel, Ivan);

        Assert.Equal((Rub(10_000), Rub(10_000)), (door.Ledger[Account.Courier(Ivan)], door.Ledger[Account.Escrow(door.Part.Id)]));
        Assert.True(door.Part.Funded);
        Assert.Equal((PaymentStatus.Captured, Rub(10_000)), (door.Payment.Status, door.Payment.CapturedAmount));
    }

    [Fact]
    public void A_shop_that_took_the_money_owes_it_less_what_it_could_be_paid()
    {
        var door = new Door(Line(1, 1, 10_000));
        door.Ledger.Post(Posting.Of(new PostingCause("test", Guid.NewGuid()), At,
            [Entry.Debit(Account.Bank, Rub(4_000)), Entry.Credit(Account.Available(door.Part.Shop), Rub(4_000))]));

        door.Collect(door.Pack((1, 1)), null);

        Assert.True(door.Ledger[Account.Available(door.Part.Shop)].IsZero);
        Assert.Equal(Rub(6_000), door.Ledger[Account.Receivable(door.Part.Shop)]);
    }

    [Fact]
    public void A_parcel_that_comes_back_unpaid_is_not_owed_and_the_promise_ends_with_the_last_one()
    {
        var door = new Door(Line(0, 1, 500), Line(1, 1, 10_000), Line(2, 1, 3_000));
        var (first, second) = (door.Pack((1, 1)), door.Pack((2, 1)));

        Assert.True(door.CallOff(first.Value, (1, 1)).IsOk);
        Assert.Equal(PaymentStatus.Authorized, door.Payment.Status);
        Assert.True(door.CallOff(second.Value, (2, 1)).IsOk);

        Assert.Equal(PaymentStatus.Cancelled, door.Payment.Status);
        Assert.True(door.Part is { IsEmpty: true, Funded: false });
        Assert.Empty(door.Ledger.Postings);
    }

    [Fact]
    public void Units_of_a_parcel_that_was_paid_are_not_called_off()
    {
        var door = new Door(Line(1, 1, 10_000), Line(2, 1, 3_000));
        var paid = door.Pack((1, 1));
        door.Collect(paid, Ivan);

        Assert.False(door.CallOff(paid.Value, (1, 1)).IsOk);
        Assert.False(door.Part.Funded);
        Assert.True(door.CallOff(Guid.NewGuid(), (2, 1)).IsOk);
        Assert.True(door.Part.Funded);
    }

    [Fact]
    public void A_waived_parcel_is_paid_by_the_platform_and_gives_the_buyer_nothing_back()
    {
        var door = new Door(Line(1, 2, 10_000, commission: 1_000));
        var parcel = door.Pack((1, 2));

        var waived = door.Part.Waive(parcel)!;
        door.Book(waived, Ivan);

        Assert.Equal((Rub(10_000), Rub(0)), (door.Ledger[Account.Promo], door.Ledger[Account.Courier(Ivan)]));
        Assert.Equal(Rub(10_000), door.Ledger[Account.Escrow(door.Part.Id)]);
        Assert.True(door.Part.Left.BuyerPays.IsZero);
    }

    [Fact]
    public void More_than_is_owed_is_never_counted_in()
    {
        var receipt = new CashReceipt("T-1", false, UserId.New(At));

        var over = CashHandIn.Count(CashHandInId.New(At), Account.Courier(Ivan), Rub(101), Rub(100), receipt, At);

        Assert.True(over.Failed(out var refusal, out _));
        Assert.Equal(("cash-more-than-held", "/amount"), (refusal.Code, refusal.Fields![0].Pointer));
    }

    [Fact]
    public void However_goods_are_packed_called_off_and_paid_the_parts_add_up_and_the_books_are_at_zero() =>
        Prop.ForAll(Courses(), Holds).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    private static void Holds(Course course)
    {
        var door = new Door(course.Lines);
        var courier = course.Holder == 0 ? (CourierId?)null : Ivan;
        foreach (var move in course.Moves)
        {
            door.Apply(move.Kind, course.Lines[move.Line % course.Lines.Length].Line, move.Quantity, courier);
            Assert.Equal(door.Part.Funded, door.Part.Lines.All(l => door.Open(l) == 0) && door.Taken.Count > 0);
            Assert.Equal(door.Paid, door.Payment.CapturedAmount);
        }

        // Everything that is still open is packed into one last parcel and paid.
        foreach (var due in door.Part.Cash.Where(c => c.State == CashState.Due).ToList()) door.Collect(due.Shipment, courier);
        if (!door.Part.Funded && !door.Part.IsEmpty)
            door.Collect(door.Pack([.. door.Part.Lines.Where(l => l.Line > 0).Select(l => (l.Line, l.Quantity))]), courier);

        var dropped = Money.Sum(door.Part.Lines.Select(l => l.Refunded.BuyerPays), Currency.Rub);
        Assert.Equal(door.Total, door.Paid + dropped);
        Assert.Equal(door.Paid, door.Part.Left.BuyerPays);
        Assert.Equal(door.Part.Left.Gross, door.Ledger[Account.Escrow(door.Part.Id)]);
        Assert.Equal(0, door.Ledger.Sum);
        Assert.Equal(door.Paid, courier is { } c ? door.Ledger[Account.Courier(c)] : door.Ledger[Account.Receivable(door.Part.Shop)]);
        if (door.Part.Funded) door.Release();
        Assert.True(door.Ledger[Account.Escrow(door.Part.Id)].IsZero);
        Assert.Equal(0, door.Ledger.Sum);
    }

    private static Arbitrary<Course> Courses()
    {
        var line = from quantity in Gen.Choose(1, 6)
                   from pays in Gen.Choose(1, 3_000)
                   from promo in Gen.Choose(0, 200)
                   from percent in Gen.Choose(0, 30)
                   select (quantity, pays, promo, percent);
        var move = from kind in Gen.Choose(0, 4)
                   from at in Gen.Choose(0, 5)
                   from quantity in Gen.Choose(1, 3)
                   select new Move(kind, at, quantity);
        return Arb.From(
            from delivery in Gen.Choose(0, 500)
            from lines in line.NonEmptyListOf()
            from moves in move.ListOf()
            from holder in Gen.Choose(0, 1)
            select new Course(
                [Line(0, 1, delivery), .. lines.Take(3).Select((l, i) => Line(i + 1, l.quantity, l.pays, l.promo, (l.pays + l.promo) * l.percent / 100))],
                [.. moves.Take(20)], holder));
    }

    /// <summary>One part that is paid at the door, with its books.</summary>
    private sealed class Door
    {
        public Door(params SettlementLine[] lines)
        {
            Part = Settlement.Of(SellerOrderId.New(At), OrderId.New(At), ShopId.New(At), Currency.Rub, lines);
            Part.PayOnDelivery();
            Total = Part.Left.BuyerPays;
            var collection = Collection.Of(Part.Order, "R-1", UserId.New(At), Total, At.AddMinutes(30), [Part.Id]);
            Payment = Payment.OnDelivery(PaymentId.New(At), collection, "on_delivery", At);
            Assert.True(collection.Take(Payment));
        }

        public Settlement Part { get; }

        public Payment Payment { get; }

        public Money Total { get; }

        public LedgerInMemory Ledger { get; } = new();

        public List<CashParcel> Taken { get; } = [];

        public Money Paid => Money.Sum(Taken.Select(t => t.Total.BuyerPays), Currency.Rub);

        public ShipmentId Pack(params (int Line, int Quantity)[] units)
        {
            var parcel = new ShipmentId(Guid.NewGuid());
            Part.Allot(parcel, [.. units.Select(u => new RefundedUnits(u.Line, null, u.Quantity))]);
            return parcel;
        }

        public long Due(ShipmentId parcel) => Part.Cash.Single(c => c.Shipment == parcel).Total.BuyerPays.Minor;

        public int Open(SettlementLine line) => line.Quantity - line.RefundedQuantity
            - Part.Cash.Where(c => c.State != CashState.Due).SelectMany(c => c.Lines).Where(l => l.Line == line.Line).Sum(l => l.Quantity);

        public Kernel.Result CallOff(Guid cause, params (int Line, int Quantity)[] units) => CashOnDelivery.CallOff(
            Payment, [Part], Part, cause, [.. units.Select(u => new RefundedUnits(u.Line, null, u.Quantity))], At);

        public void Collect(ShipmentId parcel, CourierId? courier)
        {
            var taken = Part.Collect(parcel)!;
            Book(taken, courier);
            Taken.Add(taken);
        }

        public void Book(CashParcel taken, CourierId? courier)
        {
            var holder = new CashHolder(courier, Part.Shop);
            var balances = CashOnDelivery.Accounts(holder).ToDictionary(a => a, a => Ledger[a]);
            if (CashOnDelivery.Taken(taken, Part, holder, balances, At) is { } posting) Ledger.Post(posting);
            Assert.True(Payment.Collect(taken.Total.BuyerPays, At).IsOk);
        }

        public void Release()
        {
            Part.Complete();
            Assert.True(Part.IsReleasable);
            EscrowRelease.Apply(Part, Ledger, Rate.Percent(10), 30, At, CancellationToken.None).GetAwaiter().GetResult();
        }

        public void Apply(int kind, int line, int quantity, CourierId? courier)
        {
            var due = Part.Cash.FirstOrDefault(c => c.State == CashState.Due)?.Shipment;
            switch (kind)
            {
                case 0 or 1 when line > 0 && !Part.Funded: Pack((line, quantity)); break;
                case 2 when due is { } parcel: Collect(parcel, courier); break;
                case 3 when due is { } parcel:
                    // A refusal changes nothing: the command would be told again.
                    var goods = Part.Cash.Single(c => c.Shipment == parcel).Lines.Where(l => l.Line > 0).Select(l => (l.Line, l.Quantity));
                    Assert.True(CallOff(parcel.Value, [.. goods]).IsOk);
                    break;
                case 4 when due is { } parcel: Part.Unallot(parcel); break;
            }
        }
    }
}
