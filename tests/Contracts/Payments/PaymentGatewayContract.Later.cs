using Marketplace.Kernel;
using Marketplace.Ports.Payments;
using Xunit;

namespace Marketplace.Contracts.Kit.Payments;

// What happens after the first answer: capture, void, refund.
public abstract partial class PaymentGatewayContract
{
    [Fact]
    public async Task An_authorised_charge_moves_money_only_when_captured()
    {
        var (request, reference) = await Authorize();
        Assert.Equal(0, _provider.Captures);

        var outcome = await Gateway.Capture(request.Payment, reference, request.Amount, "c1", Ct);

        Assert.Equal(request.Amount, Assert.IsType<ChargeOutcome.Captured>(outcome).Amount);
        Assert.Equal(outcome, await Gateway.Find(request.Payment, reference, Ct));
        Assert.Equal(1, _provider.Captures);
    }

    [Fact]
    public async Task A_part_of_an_authorised_charge_can_be_captured_once()
    {
        var (request, reference) = await Authorize();
        var part = new Money(20_00, Currency.Usd);

        var first = await Gateway.Capture(request.Payment, reference, part, "c1", Ct);
        var repeated = await Gateway.Capture(request.Payment, reference, part, "c1", Ct);
        var another = await Gateway.Capture(request.Payment, reference, part, "c2", Ct);

        Assert.Equal(part, Assert.IsType<ChargeOutcome.Captured>(first).Amount);
        Assert.Equal(first, repeated);
        Assert.Equal(first, another);
        Assert.Equal(1, _provider.Captures);
    }

    [Fact]
    public async Task More_than_was_authorised_is_refused_and_the_hold_stays()
    {
        var (request, reference) = await Authorize();

        var outcome = await Gateway.Capture(request.Payment, reference, request.Amount * 2, "c1", Ct);

        Assert.IsType<ChargeOutcome.Declined>(outcome);
        Assert.IsType<ChargeOutcome.Authorized>(await Gateway.Find(request.Payment, reference, Ct));
        Assert.Equal(0, _provider.Captures);
    }

    [Theory, MemberData(nameof(Faults))]
    public async Task A_lost_capture_is_unknown_and_the_same_key_captures_once(Fault fault)
    {
        var (request, reference) = await Authorize();
        _provider.Server.Next(fault);

        Assert.IsType<ChargeOutcome.Unknown>(await Gateway.Capture(request.Payment, reference, request.Amount, "c1", Ct));

        Assert.IsType<ChargeOutcome.Captured>(await Gateway.Capture(request.Payment, reference, request.Amount, "c1", Ct));
        Assert.Equal(1, _provider.Captures);
    }

    [Fact]
    public async Task A_voided_charge_is_given_up_for_good()
    {
        var (request, reference) = await Authorize();

        Assert.IsType<ChargeOutcome.Voided>(await Gateway.Void(request.Payment, reference, "v1", Ct));

        Assert.IsType<ChargeOutcome.Voided>(await Gateway.Void(request.Payment, reference, "v1", Ct));
        Assert.IsType<ChargeOutcome.Voided>(await Gateway.Capture(request.Payment, reference, request.Amount, "c1", Ct));
        Assert.Equal(0, _provider.Captures);
    }

    [Fact]
    public async Task A_charge_that_waits_for_the_buyer_can_be_given_up()
    {
        var request = Request(ChargeScene.NeedsBuyer);
        var action = (ChargeOutcome.ActionNeeded)await Gateway.Charge(request, Ct);

        Assert.IsType<ChargeOutcome.Voided>(await Gateway.Void(request.Payment, action.Reference, "v1", Ct));
    }

    [Fact]
    public async Task Giving_up_what_was_taken_tells_that_it_was_taken()
    {
        var (request, reference) = await Capture();

        Assert.IsType<ChargeOutcome.Captured>(await Gateway.Void(request.Payment, reference, "v1", Ct));
    }

    [Fact]
    public async Task An_unknown_reference_is_not_found()
    {
        var payment = PaymentId.New(DateTimeOffset.UtcNow);

        Assert.IsType<ChargeOutcome.NotFound>(await Gateway.Find(payment, null, Ct));
        Assert.IsType<ChargeOutcome.NotFound>(await Gateway.Find(payment, "nobody", Ct));
        Assert.IsType<ChargeOutcome.NotFound>(await Gateway.Capture(payment, "nobody", Amount, "c1", Ct));
        Assert.IsType<ChargeOutcome.NotFound>(await Gateway.Void(payment, "nobody", "v1", Ct));
    }

    [Fact]
    public async Task A_captured_charge_is_refunded_in_parts_up_to_its_amount()
    {
        var (request, reference) = await Capture();

        Assert.IsType<RefundOutcome.Succeeded>(await Refund(request, reference, 20_00));
        Assert.IsType<RefundOutcome.Succeeded>(await Refund(request, reference, 30_00));

        Assert.True(Assert.IsType<RefundOutcome.Failed>(await Refund(request, reference, 1)).Final);
        Assert.Equal(2, _provider.Refunds);
    }

    [Fact]
    public async Task More_than_was_captured_is_never_refunded()
    {
        var (request, reference) = await Capture();

        var outcome = await Refund(request, reference, 50_01);

        Assert.True(Assert.IsType<RefundOutcome.Failed>(outcome).Final);
        Assert.Equal(0, _provider.Refunds);
    }

    [Fact]
    public async Task Repeating_a_refund_with_one_key_sends_money_once()
    {
        var (request, reference) = await Capture();
        var refund = RefundOf(request, reference, 20_00);

        var first = await Gateway.Refund(refund, Ct);
        var second = await Gateway.Refund(refund, Ct);

        Assert.Equal(first, second);
        Assert.Equal(1, _provider.Refunds);
    }

    [Theory, MemberData(nameof(Faults))]
    public async Task A_lost_refund_is_unknown_and_the_same_key_sends_money_once(Fault fault)
    {
        var (request, reference) = await Capture();
        var refund = RefundOf(request, reference, 20_00);
        _provider.Server.Next(fault);

        Assert.IsType<RefundOutcome.Unknown>(await Gateway.Refund(refund, Ct));

        Assert.IsType<RefundOutcome.Succeeded>(await Gateway.Refund(refund, Ct));
        Assert.Equal(1, _provider.Refunds);
    }

    [Fact]
    public async Task A_refund_of_an_unknown_charge_fails_for_good()
    {
        var outcome = await Refund(Request(ChargeScene.Accepted), "nobody", 1);

        Assert.True(Assert.IsType<RefundOutcome.Failed>(outcome).Final);
    }

    private async Task<(ChargeRequest Request, string Reference)> Authorize()
    {
        var request = Request(ChargeScene.Accepted, twoStage: true);
        var authorized = Assert.IsType<ChargeOutcome.Authorized>(await Gateway.Charge(request, Ct));
        Assert.Equal(request.Amount, authorized.Amount);
        return (request, authorized.Reference);
    }

    private async Task<(ChargeRequest Request, string Reference)> Capture()
    {
        var request = Request(ChargeScene.Accepted);
        return (request, Assert.IsType<ChargeOutcome.Captured>(await Gateway.Charge(request, Ct)).Reference);
    }

    private Task<RefundOutcome> Refund(ChargeRequest request, string reference, long minor) =>
        Gateway.Refund(RefundOf(request, reference, minor), Ct);

    private static RefundRequest RefundOf(ChargeRequest request, string reference, long minor)
    {
        var refund = RefundId.New(DateTimeOffset.UtcNow);
        return new RefundRequest(refund, request.Payment, reference, new Money(minor, request.Amount.Currency), $"{refund}:1");
    }
}
