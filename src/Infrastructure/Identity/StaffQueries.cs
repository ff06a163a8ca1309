using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Domain.Identity;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Marketplace.Ports.Sellers;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Identity;

internal sealed class ListStaffHandler(MarketplaceDb db) : IQuery<ListStaff, IReadOnlyList<PostView>>
{
    public async Task<Result<IReadOnlyList<PostView>>> Handle(ListStaff request, CancellationToken ct)
    {
        if (request.Shop is not { } shop) return Array.Empty<PostView>();
        var posts = await db.Set<ShopPost>().AsNoTracking().Where(p => p.Shop == shop).OrderByDescending(p => p.Id).Take(200).ToListAsync(ct);
        return await PostViews.Of(db, posts, ct);
    }
}

internal sealed class GetPostHandler(MarketplaceDb db) : IQuery<GetPost, PostView>
{
    public async Task<Result<PostView>> Handle(GetPost request, CancellationToken ct)
    {
        var post = await db.Set<ShopPost>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == request.Post && p.Shop == request.Shop, ct);
        return post is null ? ShopPostErrors.NotFound : (await PostViews.Of(db, [post], ct))[0];
    }
}

internal static class PostViews
{
    public static async Task<PostView[]> Of(MarketplaceDb db, List<ShopPost> posts, CancellationToken ct)
    {
        var ids = posts.Select(p => p.User).OfType<UserId>().ToList();
        var names = await db.Set<User>().AsNoTracking().Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Name, ct);
        return
        [
            .. posts.Select(p => new PostView(
                p.Id.Value, p.Email, p.User is { } user ? names.GetValueOrDefault(user) : null, p.Role.ToString().ToLowerInvariant(), p.Status,
                p.User?.Value, p.InvitedAt, p.Status == ShopPostStatus.Invited ? p.InvitedAt + ShopPost.InvitationGoodFor : null,
                p.TakenAt, p.Version)),
        ];
    }
}

internal sealed class ListMyShopsHandler(MarketplaceDb db, ISellerStanding sellers) : IQuery<ListMyShops, IReadOnlyList<MyShopView>>
{
    public async Task<Result<IReadOnlyList<MyShopView>>> Handle(ListMyShops request, CancellationToken ct)
    {
        var own = await sellers.ShopOf(request.User, ct);
        var posts = await db.Set<ShopPost>().AsNoTracking()
            .Where(p => p.User == request.User && p.Status == ShopPostStatus.Active).OrderBy(p => p.Id).ToListAsync(ct);
        var shops = (await sellers.For([.. posts.Select(p => p.Shop), .. own is { } id ? [id] : Array.Empty<ShopId>()], ct))
            .DistinctBy(s => s.Shop).ToDictionary(s => s.Shop);

        var found = new List<MyShopView>();
        if (own is { } mine && shops.TryGetValue(mine, out var shop)) found.Add(View(shop, "owner", "seller"));
        foreach (var post in posts)
        {
            var role = post.Role.ToString().ToLowerInvariant();
            if (shops.TryGetValue(post.Shop, out var at)) found.Add(View(at, role, SystemRoles.InShop(role)));
        }

        return found;
    }

    private static MyShopView View(ShopStanding shop, string role, string among) => new(
        shop.Shop.Value, shop.Name, role, [.. Permissions.All.Where(p => p.Only is Reach.OwnShop or Reach.OwnOrder
            && p.Roles.Contains(among, StringComparer.Ordinal)).Select(p => p.Name)]);
}

internal sealed class ListMyInvitationsHandler(MarketplaceDb db, ISellerStanding sellers, ITokenIssuer tokens)
    : IQuery<ListMyInvitations, IReadOnlyList<InvitationView>>
{
    public async Task<Result<IReadOnlyList<InvitationView>>> Handle(ListMyInvitations request, CancellationToken ct)
    {
        var email = await db.Set<User>().AsNoTracking().Where(u => u.Id == request.User).Select(u => u.Email).FirstOrDefaultAsync(ct);
        if (email is null) return Array.Empty<InvitationView>();

        var waiting = (await db.Set<ShopPost>().AsNoTracking()
            .Where(p => p.Email == email && p.Status == ShopPostStatus.Invited).OrderByDescending(p => p.Id).Take(100).ToListAsync(ct))
            .Where(p => p.Waits(tokens.Now)).ToList();
        var shops = (await sellers.For([.. waiting.Select(p => p.Shop).Distinct()], ct)).ToDictionary(s => s.Shop, s => s.Name);
        return waiting.Where(p => shops.ContainsKey(p.Shop)).Select(p => new InvitationView(
            p.Id.Value, p.Shop.Value, shops[p.Shop], p.Role.ToString().ToLowerInvariant(), p.InvitedAt,
            p.InvitedAt + ShopPost.InvitationGoodFor)).ToArray();
    }
}
