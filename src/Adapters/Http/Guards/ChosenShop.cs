using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Adapters.Http.Guards;

/// <summary>For which shop a call acts: one, or none; the roles are those the account has there.</summary>
/// <remarks>
/// <c>X-Shop</c> names it. Without the header it is the own shop, else the only one the account works for. An owner who works
/// in another shop is not an owner there: the role of sellers does not go along.
/// </remarks>
public static class ChosenShop
{
    /// <summary>The header that names the shop.</summary>
    public const string Header = "X-Shop";

    /// <summary>The claims as they count for the shop that was chosen; null when the account has no role in it.</summary>
    internal static AccessClaims? Of(HttpContext context, AccessClaims claims)
    {
        var header = context.Request.Headers[Header].ToString();
        if (header.Length == 0) return claims.Shop is null && claims.Posts is [var only] ? In(claims, only) : claims;
        if (!Guid.TryParse(header, out var id)) throw new MalformedParameterException(Header, "X-Shop is the id of a shop.");

        var shop = new ShopId(id);
        if (claims.Shop == shop) return claims;
        return claims.Posts.FirstOrDefault(p => p.Shop == shop) is { } post ? In(claims, post) : null;
    }

    private static AccessClaims In(AccessClaims claims, ShopPosting post) =>
        claims with { Shop = post.Shop, Roles = [.. claims.Roles.Where(r => r != "seller"), post.Role] };
}
