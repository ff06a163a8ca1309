using FsCheck;
using FsCheck.Fluent;
using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Xunit;

namespace Marketplace.Tests.Unit.Orders;

/// <summary>Any sequence of commands, sensible or not, keeps what must hold of an order.</summary>
public sealed class OrderPropertyTests
{
    private const int Kinds = 23;

    [Fact]
    public void Any_sequence_of_commands_keeps_units_money_and_progress() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), Holds)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithEndSize(120));

    private static bool Holds(byte[] moves)
    {
        var order = Sample.Placed([3, 2], [1]);
        var (before, at) = (order.Status, Sample.Noon);
        foreach (var move in moves)
        {
            at += TimeSpan.FromHours(move % 7 * 9);
            Play(order, move, at);
            if (!Sound(order) || !Forward(order, before)) return false;
            before = order.Status;
        }

        return HistoryIsUnbroken(order);
    }

    private static void Play(Order order, byte move, DateTimeOffset at)
    {
        var (part, units) = (Sample.Part(move % 2), (move / 8 % 3) + 1);
        var parcel = Sample.Parcel((move % 4) + 1, units);
        var hold = new Hold("risk", Sample.Id(move % 3));
        switch (move % Kinds)
        {
            case 0 or 1: order.ConfirmPaid(Sample.Timers, at); break;
            case 2: order.GiveUp(move % 3 == 0 ? "stock_short" : "payment_expired", at); break;
            case 3 or 4: order.Accept(part, Sample.Timers, at); break;
            case 5: order.Decline(part, [new Units((move % 3) + 1, units)], "shortage", Guid.Empty, at); break;
            case 6: order.Decline(part, null, "other", Guid.Empty, at); break;
            case 7: order.Pack(part, at); break;
            case 8: order.CancelBySeller(part, true, at); break;
            case 9: order.CancelByBuyer(move % 3 == 0 ? null : part, Sample.Timers, at); break;
            case 10 or 11: order.ParcelMoved(part, parcel, Sample.Timers, at, at); break;
            case 12: order.ParcelDelivered(part, parcel, Sample.Timers, at, at); break;
            case 13: order.ParcelFailed(part, parcel with { State = ParcelState.Lost }, Sample.Timers, at); break;
            case 14: order.ParcelFailed(part, parcel with { State = ParcelState.Returned }, Sample.Timers, at); break;
            case 15: order.ConfirmReceipt(move % 3 == 0 ? null : part, move % 5 > 0, Sample.Timers, at); break;
            case 16: order.UnitsReturned(part, [new Units((move % 3) + 1, units)], at); break;
            case 17: order.TimeOut(part, (SellerOrderTimer)(move / Kinds % 5), Sample.Timers, at); break;
            case 18: order.PutHold(part, hold, at); break;
            case 19: order.ParcelLabelled(part, parcel, at, at); break;
            case 20: order.AnswerCancel(part, move % 2 == 0, true, null, at); break;
            case 21: order.SettleArrival(part, "found", Sample.Timers, at); break;
            default: order.LiftHold(part, hold, at); order.Refund(part, Sample.Uzs(move), at); break;
        }
    }

    private static bool Sound(Order order) =>
        order.Total == Money.Sum(order.Parts.Select(p => p.Total), Currency.Uzs)
        && order.Refunded >= Sample.Uzs(0) && order.Refunded <= order.Total
        && order.Parts.All(p => p.Total == Money.Sum(p.Lines.Select(l => l.Amounts.BuyerPays), Currency.Uzs))
        && order.Parts.SelectMany(p => p.Lines)
            .All(l => l is { Cancelled: >= 0, Returned: >= 0 } && l.Cancelled + l.Returned <= l.Quantity)
        && order.Parts.All(p => p.State != SellerOrderState.Cancelled || p.Goods.All(l => l.Live == l.Returned))
        && order.Parts.All(
            p => p.State is not (SellerOrderState.New or SellerOrderState.Processing) || p.Goods.Any(l => l.Live > 0))
        && order.Parts.All(p => p.CancelRequest is not { Answer: CancelAnswer.Open }
            || p.State is SellerOrderState.Processing or SellerOrderState.Ready)
        && order.Parts.All(p => p.AskedAt is null == !p.Parcels.Any(x => x.Asked))
        && order.Parts.All(p => p.State != SellerOrderState.Completed || p.ConfirmBy is not null);

    // Only an order that the deadline had cancelled may live again.
    private static bool Forward(Order order, OrderStatus before) =>
        order.Status >= before || (before == OrderStatus.Cancelled && order.Revived);

    private static bool HistoryIsUnbroken(Order order) => order.TakeChanges().GroupBy(c => c.Subject).All(history =>
        history.Zip(history.Skip(1)).All(step => step.First.To == step.Second.From));
}
