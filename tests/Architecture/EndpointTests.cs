using System.Text.RegularExpressions;
using Marketplace.Adapters.Http;
using Marketplace.Host;
using Marketplace.Tests.Architecture.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Xunit;

namespace Marketplace.Tests.Architecture;

/// <summary>F06: what endpoints promise, read from the metadata of the composed host; nothing is started.</summary>
public sealed partial class EndpointTests
{
    private static readonly string[] Settings =
        ["--ConnectionStrings:Marketplace=Host=none", "--Host:Roles=api", "--Adapters:Transport:embedded:Enabled=true"];

    private static readonly Lazy<List<RouteEndpoint>> Product = new(() => Endpoints(MarketplaceHost.Build(Settings)));

    [Fact]
    public void F06_endpoints_that_create_or_pay_require_an_idempotency_key() => Rule.Holds(WithoutKey(Product.Value));

    [Fact]
    public void F06_endpoints_say_who_may_call_them_and_what_they_do() => Rule.Holds(Undescribed(Product.Value));

    [Fact]
    public void F06_sensitive_endpoints_want_a_fresh_sign_in() => Rule.Holds(Stale(Product.Value));

    [Fact]
    public async Task F06_bites()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();
        app.MapPost("/api/v1/returns", () => "created");
        app.MapPost("/api/v1/parcels", () => "created").Roles("seller");
        app.MapPost("/api/v1/users/{id}/roles", () => "granted");
        var endpoints = Endpoints(app);

        Rule.Bites(WithoutKey(endpoints), "POST /api/v1/returns");
        Rule.Bites(Stale(endpoints), "POST /api/v1/users/{id}/roles");
        Rule.Bites(Undescribed(endpoints), "does not say who", "has no summary", "names roles and no permission");
    }


    private static List<RouteEndpoint> Endpoints(WebApplication app) =>
        [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()];

    private static IEnumerable<string> WithoutKey(List<RouteEndpoint> endpoints) =>
        from endpoint in endpoints
        where Method(endpoint) == "POST" && CreatesOrPays().IsMatch(Route(endpoint)) && endpoint.Metadata.GetMetadata<IdempotencyKeyRequired>() is null
        select $"F06 POST {Route(endpoint)} creates or moves money but may run twice: add .RequireIdempotencyKey().";

    private static IEnumerable<string> Undescribed(List<RouteEndpoint> endpoints) =>
        from endpoint in endpoints
        where Route(endpoint).StartsWith("/api/", StringComparison.Ordinal)
        from fault in (IEnumerable<string>)
        [
            .. endpoint.Metadata.GetMetadata<Access>() is null ? ["does not say who may call it: add .Anyone() or .Needs(…)."] : Array.Empty<string>(),
            .. endpoint.Metadata.GetMetadata<Access>() is { IsOpen: false, Permission: null }
                ? ["names roles and no permission: add one to Permissions and say .Needs(…)."] : Array.Empty<string>(),
            .. endpoint.Metadata.GetMetadata<IEndpointSummaryMetadata>() is null ? ["has no summary: add .WithSummary(…)."] : Array.Empty<string>(),
        ]
        select $"F06 {Method(endpoint)} {Route(endpoint)} {fault}";

    private static IEnumerable<string> Stale(List<RouteEndpoint> endpoints) =>
        from endpoint in endpoints
        where Sensitive().IsMatch($"{Method(endpoint)} {Route(endpoint)}") && endpoint.Metadata.GetMetadata<FreshSignInRequired>() is null
        select $"F06 {Method(endpoint)} {Route(endpoint)} is sensitive (quality S6): add .RequireFreshSignIn().";

    private static string Method(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods[0] ?? "ANY";

    private static string Route(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/');

    // Quality S6: contacts, second factor, payout account, API keys, rights, approvals of money and of what others proposed.
    [GeneratedRegex(@"^(POST /api/v1/(me/(email|phone|api-keys(/\{[^}]+\}/rotate)?)|auth/2fa/(setup|disable|recovery-codes)|users/\{[^}]+\}/roles"
        + @"|seller/staff|approvals/\{[^}]+\}/approve|(refunds|finance/payouts)/\{[^}]+\}/(approve|mark-paid))"
        + @"|PUT /api/v1/(seller/payout-account|roles/\{[^}]+\})|DELETE /api/v1/roles/\{[^}]+\}|PATCH /api/v1/seller/staff/\{[^}]+\})$")]
    private static partial Regex Sensitive();

    // Product §5.1: places an order, moves money, creates a return, shipment, payout, import or generation.
    [GeneratedRegex(@"/(place|returns|shipments|imports|generations|refunds?|payouts|payouts/request)$"
        + @"|/(payments|refunds|payouts)/\{[^}]+\}/(confirm|capture|approve|retry|mark-paid)$|/(orders/\{[^}]+\}/)?payments$")]
    private static partial Regex CreatesOrPays();
}
