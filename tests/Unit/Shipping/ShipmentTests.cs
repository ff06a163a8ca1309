using FsCheck;
using FsCheck.Fluent;
using Marketplace.Domain.Shipping;
using Marketplace.Kernel;
using Xunit;
using static Marketplace.Domain.Shipping.ShipmentStatus;
using static Marketplace.Tests.Unit.Shipping.ParcelSample;

namespace Marketplace.Tests.Unit.Shipping;

public sealed class ShipmentTests
{
    /// <summary>Product §4.8, the rows people here drive; everything not listed is refused.</summary>
    private static readonly Dictionary<string, ShipmentStatus[]> Accepts = new()
    {
        ["label"] = [Draft],
        ["hand-over"] = [LabelReady],
        ["cancel"] = [Draft, LabelReady],
        ["address"] = [Draft, LabelReady],
        ["delivered"] = [LabelReady, HandedOver, InTransit, OutForDelivery, DeliveryFailed, AtPickupPoint],
        ["failed"] = [LabelReady, HandedOver, InTransit, OutForDelivery, DeliveryFailed],
        ["returning"] = [LabelReady, HandedOver, InTransit, OutForDelivery, DeliveryFailed, AtPickupPoint],
        ["returned"] = [LabelReady, HandedOver, InTransit, OutForDelivery, DeliveryFailed, AtPickupPoint, Returning],
        ["lost"] = [LabelReady, HandedOver, InTransit, OutForDelivery, DeliveryFailed, AtPickupPoint, Returning, Delivered],
    };

    public static TheoryData<string, ShipmentStatus> EveryEventInEveryState
    {
        get
        {
            var all = new TheoryData<string, ShipmentStatus>();
            foreach (var name in Accepts.Keys)
                foreach (var status in Enum.GetValues<ShipmentStatus>())
                    all.Add(name, status);
            return all;
        }
    }

    [Theory, MemberData(nameof(EveryEventInEveryState))]
    public void What_the_machine_lists_is_accepted_and_everything_else_refused(string name, ShipmentStatus status)
    {
        var parcel = In(status);
        Assert.Equal(status, parcel.Status);

        var result = Do(parcel, name);

        Assert.Equal(Accepts[name].Contains(status), result.IsOk);
        if (result.Failed(out var error)) Assert.Equal(("invalid-transition", status), (error.Code, parcel.Status));
    }

    [Fact]
    public void Events_out_of_order_are_all_kept_and_the_latest_by_carrier_time_counts()
    {
        var parcel = In(LabelReady);

        parcel.Report(Event("3", OutForDelivery, 30), Noon);
        parcel.Report(Event("1", HandedOver, 10), Noon);
        parcel.Report(Event("2", InTransit, 20), Noon);

        Assert.Equal(OutForDelivery, parcel.Status);
        Assert.Equal(3, parcel.Events.Count);
    }

    [Fact]
    public void A_repeated_event_is_the_same_event()
    {
        var parcel = In(LabelReady);

        Assert.True(parcel.Report(Event("1", HandedOver, 10), Noon));
        Assert.False(parcel.Report(Event("1", HandedOver, 10), Noon));

        Assert.Single(parcel.Events);
    }

    [Fact]
    public void Delivered_stays_delivered_whatever_the_carrier_tells_later()
    {
        var parcel = In(Delivered);
        parcel.TakeEvents();

        parcel.Report(Event("9", Returning, 500), Noon);
        parcel.Report(Event("10", Lost, 600), Noon);

        Assert.Equal(Delivered, parcel.Status);
        Assert.Empty(parcel.TakeEvents());
        Assert.Equal(3, parcel.Events.Count);
    }

    [Fact]
    public void Only_support_undoes_a_delivery()
    {
        var parcel = In(Delivered);

        Assert.True(parcel.DeclareLost("forged signature", Noon).IsOk);

        Assert.Equal(Lost, parcel.Status);
    }

    [Fact]
    public void The_third_vain_attempt_sends_the_parcel_back()
    {
        var parcel = In(OutForDelivery);

        for (var day = 1; day <= 3; day++)
        {
            parcel.Report(Event($"f{day}", DeliveryFailed, day * 1440), Noon);
            if (day < 3) parcel.Report(Event($"o{day}", OutForDelivery, (day * 1440) + 60), Noon);
        }

        Assert.Equal((Returning, 3), (parcel.Status, parcel.Attempts));
    }

    [Fact]
    public void Others_learn_of_the_hand_over_even_when_the_carrier_left_it_out()
    {
        var parcel = In(LabelReady);
        parcel.TakeEvents();

        parcel.Report(Event("1", Delivered, 10), Noon);

        Assert.Equal([HandedOver, Delivered], parcel.TakeEvents().OfType<ParcelMoved>().Select(m => m.Status));
    }

    [Fact]
    public void A_booking_that_comes_after_the_parcel_was_called_off_is_called_off_too()
    {
        var parcel = Packed();
        parcel.RequestLabel(Noon);
        parcel.Cancel("seller", Noon);
        parcel.TakeEvents();

        parcel.Booked("ref", "T1", null, Noon);

        Assert.Equal([new BookingWithdrawn(parcel.Id, "ref")], parcel.TakeEvents());
        Assert.Equal(Cancelled, parcel.Status);
    }

    [Fact]
    public void A_refused_booking_can_be_asked_for_again_under_another_key()
    {
        var parcel = Packed();
        parcel.RequestLabel(Noon);
        parcel.BookingRefused("too-heavy", Noon);

        Assert.True(parcel.RequestLabel(Noon).IsOk);

        Assert.Equal((BookingState.Requested, 2), (parcel.Booking.State, parcel.Booking.Attempt));
    }

    [Fact]
    public void Five_wrong_codes_lock_the_code_even_against_the_right_one()
    {
        var parcel = In(OutForDelivery);

        var entries = Enumerable.Range(0, 5).Select(_ => parcel.TryDeliveryCode(false)).ToList();

        Assert.Equal([CodeEntry.Wrong, CodeEntry.Wrong, CodeEntry.Wrong, CodeEntry.Wrong, CodeEntry.Locked], entries);
        Assert.Equal(CodeEntry.Locked, parcel.TryDeliveryCode(true));
    }

    [Fact]
    public void Without_a_final_event_any_order_and_repetition_leads_to_the_same_status()
    {
        var moving = Gen.Elements(HandedOver, InTransit, OutForDelivery, AtPickupPoint, DeliveryFailed, Returning);
        var events = Gen.Zip(moving, Gen.Choose(0, 300)).ListOf();
        Prop.ForAll(events.ToArbitrary(), Gen.Choose(1, 1000).ToArbitrary(), (told, seed) =>
        {
            var list = told.Select((e, i) => Event($"e{i}", e.Item1, e.Item2)).ToList();
            var random = new Random(seed);
            var (straight, mixed) = (In(LabelReady), In(LabelReady));

            foreach (var e in list) straight.Report(e, Noon);
            foreach (var e in list.Concat(list).OrderBy(_ => random.Next())) mixed.Report(e, Noon);

            return straight.Status == mixed.Status && straight.Attempts == mixed.Attempts
                && mixed.Events.Count == list.Count;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Any_news_in_any_order_never_leaves_a_final_status_and_keeps_the_history_unbroken()
    {
        var events = Gen.Zip(Gen.Elements(Enum.GetValues<ShipmentStatus>()), Gen.Choose(0, 300)).ListOf();
        Prop.ForAll(events.ToArbitrary(), told =>
        {
            var parcel = In(LabelReady);
            var index = 0;
            foreach (var (status, minute) in told)
            {
                var before = parcel.Status;
                parcel.Report(Event($"e{index++}", status, minute), Noon);
                if (ShipmentRoute.IsFinal(before) && parcel.Status != before) return false;
            }

            var history = parcel.TakeChanges();
            return history.Zip(history.Skip(1)).All(step => step.First.To == step.Second.From)
                && history[^1].To == Text(parcel.Status);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    private static string Text(ShipmentStatus status) =>
        string.Concat(
            status.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{c}" : char.ToUpperInvariant(c).ToString()));

    private static Kernel.Result Do(Shipment parcel, string name) => name switch
    {
        "label" => parcel.RequestLabel(Noon),
        "hand-over" => parcel.HandOver(Noon),
        "cancel" => parcel.Cancel("seller", Noon),
        "address" => parcel.Redirect(Home, Noon),
        "delivered" => parcel.Deliver(new DeliveryProof("STATEMENT", null, false, Noon), "seller", Noon),
        "failed" => parcel.Tell(DeliveryFailed, "courier", "not_home", Noon),
        "returning" => parcel.Tell(Returning, "carrier", "refused", Noon),
        "returned" => parcel.Tell(Returned, "seller", "back", Noon),
        _ => parcel.DeclareLost("gone", Noon),
    };
}
