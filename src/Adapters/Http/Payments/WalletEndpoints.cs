using Marketplace.Application;
using Marketplace.Application.Payments;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Payments;

/// <summary>The caller's wallet, read from the ledger.</summary>
public sealed class WalletEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGroup("/me/wallet").WithTags("Account").MapGet("", Get)
            .Roles("buyer", "seller", "courier", "support", "moderator", "finance", "admin")
            .WithSummary("My wallet").Produces<WalletView>();

    private static async Task<IResult> Get(Caller caller, IQuery<GetWallet, WalletView> get, CancellationToken ct) =>
        Answer.Ok(await get.Handle(new GetWallet(caller.User!.Value), ct));
}
