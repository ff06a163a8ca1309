using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Marketplace.Ports.Sellers.Messages;

namespace Marketplace.Application.Identity;

/// <summary>Who runs an approved shop may act as a seller.</summary>
public sealed class GrantSellerRoleWhenSellerActivated(IUsers users, IAccessRevocation access, TimeProvider clock)
    : IReaction<SellerActivated>
{
    public async Task<Result> Handle(SellerActivated happened, CancellationToken ct)
    {
        if (await users.Find(happened.Owner, ct) is not { } user) return Result.Ok;

        access.Distrust(user.Id);
        return user.Grant(Role.Seller, "shop_approved", clock.GetUtcNow());
    }
}
