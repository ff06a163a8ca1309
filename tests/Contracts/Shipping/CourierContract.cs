using System.Diagnostics;
using System.Text;
using Marketplace.Kernel;
using Marketplace.Ports.Shipping;
using Xunit;

namespace Marketplace.Contracts.Kit.Shipping;

/// <summary>What every carrier's adapter must do. Inherit it, script the carrier, run; promises cannot be
/// overridden.</summary>
public abstract class CourierContract : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private CourierProviderScript _carrier = null!;

    /// <summary>Currencies with 0, 2 and 3 decimals.</summary>
    public static TheoryData<string> Currencies => ["JPY", "RUB", "KWD"];

    /// <summary>Everything that can happen to an answer.</summary>
    public static TheoryData<Fault> Faults => [.. Enum.GetValues<Fault>().Where(f => f != Fault.None)];

    /// <summary>Webhooks that prove nothing.</summary>
    public static TheoryData<string> Forgeries =>
        ["body", "signature", "no-signature", "empty-signature", "old", "future", "garbage"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ICourier Courier => _carrier.Courier;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => _carrier = await Begin();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _carrier.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A fresh carrier without any history and a courier that talks to it.</summary>
    protected abstract Task<CourierProviderScript> Begin();

    [Fact]
    public async Task A_served_parcel_is_booked_with_a_reference_and_a_tracking_number()
    {
        var booked = Assert.IsType<BookingOutcome.Booked>(await Courier.Book(_carrier.Served("key-1"), Ct));

        Assert.NotEmpty(booked.Reference);
        Assert.NotEmpty(booked.TrackingNumber);
        Assert.Equal(1, _carrier.Bookings);
    }

    [Fact]
    public async Task Repeating_a_booking_with_one_key_books_once()
    {
        var request = _carrier.Served("key-2");

        var first = await Courier.Book(request, Ct);
        var second = await Courier.Book(request, Ct);

        Assert.Equal(first, second);
        Assert.Equal(1, _carrier.Bookings);
    }

    [Fact]
    public async Task A_refusal_is_refused_with_the_carriers_code_and_books_nothing()
    {
        var refused = Assert.IsType<BookingOutcome.Refused>(await Courier.Book(_carrier.Refused("key-3"), Ct));

        Assert.NotEmpty(refused.Code);
        Assert.Equal(0, _carrier.Bookings);
    }

    [Theory, MemberData(nameof(Faults))]
    public async Task A_lost_answer_to_a_booking_is_unknown_and_its_repetition_finds_the_one_booking(Fault fault)
    {
        var request = _carrier.Served("key-4");
        _carrier.Server.Next(fault);

        var lost = await Courier.Book(request, Ct);
        var found = await Courier.Book(request, Ct);

        Assert.IsType<BookingOutcome.Unknown>(lost);
        Assert.IsType<BookingOutcome.Booked>(found);
        Assert.Equal(1, _carrier.Bookings);
    }

    [Fact]
    public async Task A_slow_carrier_is_given_up_on_in_time()
    {
        _carrier.Server.Next(Fault.Late);
        var clock = Stopwatch.StartNew();

        await Courier.Book(_carrier.Served("key-5"), Ct);

        Assert.True(clock.Elapsed < ScriptedProvider.Lateness, $"It waited {clock.Elapsed}.");
    }

    [Fact]
    public async Task A_booking_can_be_called_off_before_hand_over_and_again_without_harm()
    {
        var request = _carrier.Served("key-6");
        var booked = Assert.IsType<BookingOutcome.Booked>(await Courier.Book(request, Ct));

        Assert.IsType<BookingOutcome.Cancelled>(await Courier.Cancel(request.Shipment, booked.Reference, Ct));
        Assert.IsType<BookingOutcome.Cancelled>(await Courier.Cancel(request.Shipment, booked.Reference, Ct));

        Assert.Equal(1, _carrier.Cancellations);
    }

    [Fact]
    public async Task A_parcel_on_its_way_cannot_be_called_off()
    {
        var request = _carrier.Served("key-7");
        var booked = Assert.IsType<BookingOutcome.Booked>(await Courier.Book(request, Ct));
        _carrier.Deliver(booked.Reference);

        Assert.IsType<BookingOutcome.Refused>(await Courier.Cancel(request.Shipment, booked.Reference, Ct));

        Assert.Equal(0, _carrier.Cancellations);
    }

    [Theory, MemberData(nameof(Faults))]
    public async Task A_lost_answer_to_a_cancellation_is_unknown(Fault fault)
    {
        var request = _carrier.Served("key-8");
        var booked = Assert.IsType<BookingOutcome.Booked>(await Courier.Book(request, Ct));
        _carrier.Server.Next(fault);

        Assert.IsType<BookingOutcome.Unknown>(await Courier.Cancel(request.Shipment, booked.Reference, Ct));
    }

    [Fact]
    public async Task Tracking_tells_the_whole_way_oldest_first_in_the_products_words()
    {
        var request = _carrier.Served("key-9");
        var booked = Assert.IsType<BookingOutcome.Booked>(await Courier.Book(request, Ct));
        _carrier.Deliver(booked.Reference);

        var found = Assert.IsType<TrackingOutcome.Found>(await Courier.Track(request.Shipment, booked.Reference, Ct));

        Assert.Equal(
            ["HANDED_OVER", "OUT_FOR_DELIVERY", "DELIVERED"], found.Events.Select(e => e.Status)
                .Where(s => s != "LABEL_READY"));
        Assert.Equal(found.Events.OrderBy(e => e.At), found.Events);
        Assert.Equal(found.Events.Count, found.Events.Select(e => e.EventId).Distinct().Count());
        Assert.All(found.Events, e => Assert.NotEmpty(e.CarrierCode));
    }

    [Fact]
    public async Task A_parcel_the_carrier_never_heard_of_is_not_found() =>
        Assert.IsType<TrackingOutcome.NotFound>(await Courier.Track(Parcel, "no-such-reference", Ct));

    [Theory, MemberData(nameof(Faults))]
    public async Task A_lost_answer_to_tracking_is_unavailable(Fault fault)
    {
        var request = _carrier.Served("key-10");
        var booked = Assert.IsType<BookingOutcome.Booked>(await Courier.Book(request, Ct));
        _carrier.Server.Next(fault);

        Assert.IsType<TrackingOutcome.Unavailable>(await Courier.Track(request.Shipment, booked.Reference, Ct));
    }

    [Theory, MemberData(nameof(Currencies))]
    public async Task Prices_are_exact_in_currencies_of_any_number_of_decimals(string code)
    {
        var currency = Currency.Of(code);

        var outcome = await Courier.Rates(Question() with { DeclaredValue = new Money(1, currency) }, Ct);

        var rate = Assert.Single(Assert.IsType<RateOutcome.Offered>(outcome).Rates);
        Assert.Equal(new Money(_carrier.PriceIn(currency), currency), rate.Price);
        Assert.InRange(rate.MinDays, 0, rate.MaxDays);
    }

    [Fact]
    public async Task A_destination_that_is_not_served_has_no_prices() =>
        Assert.Empty(
            Assert.IsType<RateOutcome.Offered>(await Courier.Rates(Question() with { To = _carrier.Elsewhere }, Ct)).Rates);

    [Theory, MemberData(nameof(Faults))]
    public async Task A_lost_answer_is_never_a_refusal_to_carry(Fault fault)
    {
        _carrier.Server.Next(fault);

        Assert.IsNotType<RateOutcome.Refused>(await Courier.Rates(Question(), Ct));
    }

    [Fact]
    public void A_genuine_webhook_names_the_parcel_and_its_events()
    {
        var news = Courier.Read(_carrier.Webhook(Parcel, "ref-1", Now));

        Assert.NotNull(news);
        Assert.Equal(Parcel, news.Shipment);
        Assert.Equal("ref-1", news.Reference);
        Assert.NotEmpty(news.EventId);
        Assert.Equal(["HANDED_OVER", "DELIVERED"], news.Events.Select(e => e.Status));
    }

    [Fact]
    public void The_same_webhook_has_the_same_event_ids_whenever_it_comes()
    {
        var (first, second) = (Courier.Read(_carrier.Webhook(Parcel, "ref-1", Now))!,
            Courier.Read(_carrier.Webhook(Parcel, "ref-1", Now))!);

        Assert.Equal(first.EventId, second.EventId);
        Assert.Equal(first.Events, second.Events);
    }

    [Theory, MemberData(nameof(Forgeries))]
    public void A_webhook_that_does_not_prove_where_it_came_from_is_not_read(string forgery) =>
        Assert.Null(Courier.Read(Forge(_carrier.Webhook(Parcel, "ref-1", Now), forgery)));

    [Fact]
    public async Task Cancellation_is_honoured()
    {
        var gone = new CancellationToken(true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Courier.Book(_carrier.Served("key-11"), gone));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Courier.Cancel(Parcel, "ref-1", gone));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Courier.Track(Parcel, "ref-1", gone));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Courier.Rates(Question(), gone));
        Assert.Equal(0, _carrier.Bookings);
    }

    private static ShipmentId Parcel { get; } = ShipmentId.New(Now);

    private RateRequest Question()
    {
        var served = _carrier.Served("question");
        return new RateRequest(served.From, served.To, served.Parcels, served.DeclaredValue);
    }

    private static CarrierWebhook Forge(CarrierWebhook genuine, string forgery)
    {
        var headers = new Dictionary<string, string>(genuine.Headers);
        var signature = headers.Keys.Single(k => k != "content-type");
        switch (forgery)
        {
            case "body":
                var body = genuine.Body.ToArray();
                body[^2] ^= 1;
                return genuine with { Body = body };
            case "signature":
                headers[signature] = headers[signature][..^1] + (headers[signature][^1] == '0' ? '1' : '0');
                break;
            case "no-signature": headers.Remove(signature); break;
            case "empty-signature": headers[signature] = ""; break;
            case "old": return genuine with { At = genuine.At.AddMinutes(6) };
            case "future": return genuine with { At = genuine.At.AddMinutes(-6) };
            default: return genuine with { Body = Encoding.UTF8.GetBytes("<<<") };
        }

        return genuine with { Headers = headers };
    }
}
