using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Marketplace.Adapters.Http.Guards;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Adapters.Http;

/// <summary>Who is calling: an account with roles, a visitor with a cart token, or nobody.</summary>
public sealed class Caller
{
    /// <summary>The header by which a visitor without an account owns a cart and its orders.</summary>
    public const string CartTokenHeader = "X-Cart-Token";

    private readonly AccessClaims? _claims;

    private Caller(AccessClaims? claims, UserId? visitor) => (_claims, Visitor) = (claims, visitor);

    /// <summary>The signed-in account.</summary>
    public UserId? User => _claims?.User;

    /// <summary>The sign-in the call belongs to.</summary>
    public SessionId? Session => _claims is { Key: null } ? _claims.Session : null;

    /// <summary>The API key the call was made with; null for people.</summary>
    public ApiKeyId? Key => _claims?.Key;

    /// <summary>What the API key may do; null for people.</summary>
    public IReadOnlyList<string>? Scopes => _claims?.Scopes;

    /// <summary>When the token is over.</summary>
    public DateTimeOffset EndsAt => _claims?.ExpiresAt ?? default;

    /// <summary>The visitor derived from the cart token; also there beside an account, for merging.</summary>
    public UserId? Visitor { get; }

    /// <summary>The shop the caller acts for: see <see cref="ChosenShop"/>.</summary>
    public ShopId? Shop => _claims?.Shop;

    /// <summary>Roles of the account.</summary>
    public IReadOnlyList<string> Roles => _claims?.Roles ?? [];

    /// <summary>Who buys: the account, else the visitor. Throws for callers that are neither: use <see cref="CanBuy"/> first.</summary>
    public UserId Buyer => User ?? Visitor ?? throw new BadHttpRequestException("Send a bearer token or an X-Cart-Token of 16–128 characters.");

    /// <summary>True when there is an account or a visitor.</summary>
    public bool CanBuy => User is not null || Visitor is not null;

    /// <summary>The role shown in histories: the first that is not plain buyer.</summary>
    public string ActingRole => Roles.FirstOrDefault(r => r != "buyer") ?? (User is null ? "anon" : "buyer");

    /// <summary>True when the account has the role.</summary>
    public bool Is(string role) => Roles.Contains(role, StringComparer.Ordinal);

    /// <summary>True for those who look after others' affairs.</summary>
    public bool IsStaff => Granted.Count > 0 || SystemRoles.BackOffice.Any(Is);

    /// <summary>True while the caller acts for a shop of somebody else.</summary>
    public bool WorksForOthers => SystemRoles.OfShops.Any(Is);

    /// <summary>True when the call names a shop in which the account has no role.</summary>
    internal bool NamesForeignShop { get; private init; }

    /// <summary>Permissions by roles the market made itself.</summary>
    public IReadOnlyList<string> Granted => _claims?.Granted ?? [];

    /// <summary>The shops the account works for beside its own.</summary>
    public IReadOnlyList<ShopPosting> Posts => _claims?.Posts ?? [];

    /// <summary>True when one of the caller's roles has the permission.</summary>
    public bool May(string permission) => May(Permissions.Named(permission));

    /// <summary>The shop the caller acts for, where a role of it has the permission.</summary>
    public ShopId? ShopFor(string permission) => May(permission) ? Shop : null;

    internal bool May(Permission permission) =>
        permission.Roles.Any(Is) || Granted.Contains(permission.Name, StringComparer.Ordinal)
        || (permission.Name == Permissions.AnyAccount && Granted.Count > 0);

    /// <summary>True when the account has one of the roles.</summary>
    public bool IsAny(params string[] roles) => roles.Any(Is);

    /// <summary>Binds the caller the middleware found.</summary>
    public static ValueTask<Caller> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult(Of(context));

    /// <summary>The caller of a request.</summary>
    public static Caller Of(HttpContext context) => context.Features.Get<Caller>() ?? new Caller(null, null);

    /// <summary>Reads bearer token and cart token; a bearer token that is not genuine makes the request fail.</summary>
    internal static async ValueTask<(Caller Caller, bool BadToken)> Read(HttpContext context, IAccessTokens tokens)
    {
        var visitor = VisitorOf(context.Request.Headers[CartTokenHeader].ToString());
        var header = context.Request.Headers.Authorization.ToString();
        if (header.Length == 0) return await ReadCookie(context, tokens, visitor);
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return (new Caller(null, visitor), true);

        var claims = await tokens.Read(header[7..].Trim(), context.RequestAborted);
        return (In(context, claims, visitor), claims is null);
    }

    private static async ValueTask<(Caller Caller, bool BadToken)> ReadCookie(HttpContext context, IAccessTokens tokens, UserId? visitor)
    {
        if (CookieSession.TokenOf(context) is not { Length: > 0 } token) return (new Caller(null, visitor), false);

        // A cookie that is over, or that another site made the browser send, is as good as none.
        var rules = context.RequestServices.GetRequiredService<WebRules>();
        var claims = CookieSession.IsOurs(context, token, rules) ? await tokens.Read(token, context.RequestAborted) : null;
        return (In(context, claims, visitor), false);
    }

    private static Caller In(HttpContext context, AccessClaims? claims, UserId? visitor)
    {
        var chosen = claims is null ? null : ChosenShop.Of(context, claims);
        return new Caller(chosen, visitor) { NamesForeignShop = chosen is null && claims is not null };
    }

    // The token is a secret of the browser; the id is its hash, so the id found in an order does not give the token away.
    private static UserId? VisitorOf(string token)
    {
        if (token.Length is < 16 or > 128) return null;
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes("visitor:" + token), hash);
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new UserId(new Guid(hash[..16], bigEndian: true));
    }
}
