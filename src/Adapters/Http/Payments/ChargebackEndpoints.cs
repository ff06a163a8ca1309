using Marketplace.Application;
using Marketplace.Application.Payments;
using Marketplace.Kernel;
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
        chargebacks.MapGet("", List).Roles("finance", "admin").WithSummary("Disputed payments").Produces<Page<ChargebackView>>();
        chargebacks.MapPost("/{payment:guid}/platform-bears", LetPlatformBear).Roles("finance", "admin")
            .WithSummary("Decide that the seller is not to blame: the platform bears the loss").Produces(204);
    }

    private static async Task<IResult> List(
        bool? open, PageQuery page, IQuery<ListChargebacks, Page<ChargebackView>> list, CancellationToken ct) =>
        Answer.Ok(await list.Handle(new ListChargebacks(open is true, page.Request), ct));

    private static async Task<IResult> LetPlatformBear(
        Guid payment, BearerBody body, IUseCase<LetPlatformBearChargeback, Unit> bear, CancellationToken ct) =>
        Answer.NoContent(await bear.Handle(new LetPlatformBearChargeback(new PaymentId(payment), body.Reason), ct));

    /// <summary>What finance found out.</summary>
    public sealed record BearerBody(string Reason);
}
