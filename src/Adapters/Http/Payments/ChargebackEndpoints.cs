using Marketplace.Application;
using Marketplace.Application.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Payments;

/// <summary>Payments disputed at the buyer's bank, and who bears a loss.</summary>
public sealed class ChargebackEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var chargebacks = routes.MapGroup("/finance/chargebacks").WithTags("Finance");
        chargebacks.MapGet("", List).Needs("payments.chargeback.read").WithSummary("Disputed payments").Produces<Page<ChargebackView>>();
        chargebacks.MapPost("/{payment:guid}/platform-bears", LetPlatformBear).Needs("payments.chargeback.decide")
            .WithSummary("Decide that the seller is not to blame: the platform bears the loss").Produces(204);
    }

    private static async Task<IResult> List(
        bool? open, PageQuery page, IQuery<ListChargebacks, Page<ChargebackView>> list, CancellationToken ct) =>
        Answer.Ok(await list.Handle(new ListChargebacks(open is true, page.Request), ct));

    private static async Task<IResult> LetPlatformBear(
        Guid payment, BearerBody body, Caller caller, IUseCase<LetPlatformBearChargeback, Decided> bear, CancellationToken ct) =>
        SecondPerson.Or(await bear.Handle(new LetPlatformBearChargeback(new PaymentId(payment), body.Reason, caller.User!.Value), ct));

    /// <summary>What finance found out.</summary>
    public sealed record BearerBody(string Reason);
}
