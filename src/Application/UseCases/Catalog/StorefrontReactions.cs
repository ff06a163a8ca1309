using Marketplace.Domain.Catalog;
using Marketplace.Kernel;
using Marketplace.Ports.Sellers.Messages;

namespace Marketplace.Application.Catalog;

/// <summary>A shop may sell: its offers become visible and it has a warehouse.</summary>
public sealed class OpenStorefrontWhenSellerActivated(IStorefronts storefronts, IWarehouses warehouses) : IReaction<SellerActivated>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(SellerActivated happened, CancellationToken ct)
    {
        if (await storefronts.Find(happened.Shop, ct) is { } known) known.Reopen(happened.Name);
        else storefronts.Add(Storefront.Open(happened.Shop, happened.Name));

        if (await warehouses.Find(Warehouse.DefaultOf(happened.Shop), ct) is null) warehouses.Add(Warehouse.FirstOf(happened.Shop));
        return Result.Ok;
    }
}

/// <summary>A restricted shop fulfils but neither lists nor sells.</summary>
public sealed class CloseStorefrontWhenSellerRestricted(IStorefronts storefronts) : IReaction<SellerRestricted>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(SellerRestricted happened, CancellationToken ct)
    {
        (await storefronts.Find(happened.Shop, ct))?.Close();
        return Result.Ok;
    }
}

/// <summary>A suspended shop is hidden.</summary>
public sealed class CloseStorefrontWhenSellerSuspended(IStorefronts storefronts) : IReaction<SellerSuspended>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(SellerSuspended happened, CancellationToken ct)
    {
        (await storefronts.Find(happened.Shop, ct))?.Close();
        return Result.Ok;
    }
}

/// <summary>A shop sells again, without edits.</summary>
public sealed class ReopenStorefrontWhenSellerReactivated(IStorefronts storefronts) : IReaction<SellerReactivated>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(SellerReactivated happened, CancellationToken ct)
    {
        (await storefronts.Find(happened.Shop, ct))?.Reopen(null);
        return Result.Ok;
    }
}
