using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Adapters.Http.Guards;
using Marketplace.Ports.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Integration.Journeys.BadInput;

/// <summary>Every operation by every kind of caller, against the table in docs/security/access.md (quality S11–S13, Q9).</summary>
public sealed class AccessMatrixTests(TestHost host)
{
    private const string Table = "docs/security/access.md";
    private const string Nothing = "a list of nothing";
    private static readonly string[] Refusals = ["sign-in-required", "forbidden", "not-for-keys", "scope-missing", "token-invalid"];

    // What each caller of the market is allowed as; the other seller is allowed the same, on other things. Sellers buy, too.
    private static readonly Dictionary<string, string[]> RolesOf = new()
    {
        ["nobody"] = ["anon"], ["anon"] = ["anon"], ["buyer"] = ["anon", "buyer"], ["seller"] = ["anon", "buyer", "seller"],
        ["stranger"] = ["anon", "buyer", "seller"], ["courier"] = ["anon", "courier"], ["support"] = ["anon", "support"],
        ["shop-manager"] = ["anon", "buyer", "shop-manager"], ["shop-warehouse"] = ["anon", "buyer", "shop-warehouse"],
        ["shop-cashier"] = ["anon", "buyer", "shop-cashier"], ["shop-accountant"] = ["anon", "buyer", "shop-accountant"],
        ["moderator"] = ["anon", "moderator"], ["finance"] = ["anon", "finance"], ["admin"] = ["anon", "admin"],
    };

    [Fact]
    public async Task The_table_of_who_may_do_what_says_what_the_api_does()
    {
        var lines = await Policies(host);
        var file = Path.Combine(Root(), Table);
        var written = File.Exists(file) ? await File.ReadAllTextAsync(file) : "";
        if (Environment.GetEnvironmentVariable("UPDATE_APPROVED") == "1")
        {
            var start = written.IndexOf("| Operation |", StringComparison.Ordinal);
            var text = $"{(start < 0 ? written : written[..start])}| Operation | Permission | Roles | Key scope | Limit |\n| --- | --- | --- | --- | --- |\n{string.Join('\n', lines)}\n";
            await File.WriteAllTextAsync(file, text);
            return;
        }

        var approved = written.Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal)).ToList();
        Assert.Empty(lines.Except(approved).Select(l => "not in the table: " + l).Concat(approved.Except(lines).Select(l => "not in the API: " + l)));
    }

    [Fact]
    public async Task Every_operation_lets_in_exactly_whom_the_table_names()
    {
        await using var market = await TriedMarket.Open();
        var scopes = await KeyScopesOf(market.Host);
        using var key = await market.KeyWithEveryScope();
        var faults = new List<string>();
        var asked = 0;
        foreach (var (operation, caller) in Combinations(await Operation.ReadAll(market.Host)))
        {
            var allowed = caller == "key"
                ? scopes.GetValueOrDefault(operation.ToString()) is { } scope && KeyScopes.All.Contains(scope) && MayKey(operation)
                : operation.Roles.Intersect(RolesOf[caller]).Any();
            var (status, code) = await Ask(caller == "key" ? key : market.ClientOf(caller), market, operation);
            asked++;
            var refused = status is 401 or 403 && Refusals.Contains(code);

            // Carts and orders are anybody's who shows a cart token; without one there is nothing to show.
            if (caller == "nobody" && allowed && code == "sign-in-required") continue;
            if (refused == allowed) faults.Add($"{caller}: {operation} is {(allowed ? "allowed" : "refused")} by the table, but got {status} {code}");
            if (!allowed && caller is ("nobody" or "anon") && status != 401) faults.Add($"{caller}: {operation} got {status} instead of 401");
        }

        Assert.True(faults.Count == 0, $"{faults.Count} of {asked}:\n" + string.Join('\n', faults.Take(60)));
        Assert.True(asked > 1000, $"only {asked} combinations");
    }

    [Fact]
    public async Task What_belongs_to_others_is_not_there()
    {
        await using var market = await TriedMarket.Open();
        var faults = new List<string>();
        var asked = 0;
        foreach (var operation in await Operation.ReadAll(market.Host))
        {
            foreach (var caller in Strangers(operation))
            {
                var (status, code) = await Ask(market.ClientOf(caller), market, operation);
                asked++;
                if (status != 404 && code != Nothing) faults.Add($"{caller}: {operation} got {status} {code}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.True(asked > 20, $"only {asked} combinations");
    }

    // Whose things the market's order, checkout and shop are not.
    private static IEnumerable<string> Strangers(Operation operation)
    {
        if (operation.Path.StartsWith("/api/v1/orders/{", StringComparison.Ordinal) || operation.Path.StartsWith("/api/v1/checkouts/{", StringComparison.Ordinal))
            return operation.Roles.Contains("buyer") || operation.Roles.Contains("anon") ? ["buyer"] : [];
        string[] shops = ["/api/v1/seller/orders/{", "/api/v1/seller/products/{", "/api/v1/seller/offers/{", "/api/v1/seller/staff/{"];
        if (!shops.Any(s => operation.Path.StartsWith(s, StringComparison.Ordinal)) || !operation.Roles.Contains("seller")) return [];
        return operation.Roles.Contains("shop-manager") ? ["stranger", "foreign-manager"] : ["stranger"];
    }

    // Refusals first: what is allowed changes the market.
    private static IEnumerable<(Operation Operation, string Caller)> Combinations(List<Operation> operations) =>
        from caller in RolesOf.Keys.Append("key")
        from operation in operations
        let allowed = caller != "key" && operation.Roles.Intersect(RolesOf[caller]).Any()
        orderby allowed, caller != "key"
        select (operation, caller);

    private static bool MayKey(Operation operation) => operation.Roles.Contains("seller") || operation.Roles.Contains("anon");

    private static async Task<(int Status, string? Code)> Ask(HttpClient client, TriedMarket market, Operation operation)
    {
        using var request = new HttpRequestMessage(new HttpMethod(operation.Method), new Uri(market.Host.Api, market.Target(operation)));
        if (operation.Method == "POST") request.Headers.Add("Idempotency-Key", "matrix-" + Guid.NewGuid().ToString("N"));
        request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        if (operation.TakesBody)
        {
            request.Content = new StringContent((operation.Example is { } example ? market.Meant(example) : new JsonObject()).ToJsonString(), Encoding.UTF8);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var problem = answer.Content.Headers.ContentType?.MediaType == "application/problem+json";
        if (text.StartsWith("{\"items\":[]", StringComparison.Ordinal)) return ((int)answer.StatusCode, Nothing);
        return ((int)answer.StatusCode, problem ? JsonDocument.Parse(text).RootElement.GetProperty("code").GetString() : null);
    }

    private static async Task<List<string>> Policies(TestHost host)
    {
        var scopes = await KeyScopesOf(host);
        var permissions = await Marks(host, "x-permission");
        var limits = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>() is not null)
            .ToLookup(e => $"{e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]} {Plain(e)}", LimitTable.NameFor);
        return
        [
            .. from operation in await Operation.ReadAll(host)
               orderby operation.Path, operation.Method
               let scope = scopes.GetValueOrDefault(operation.ToString())
               let usable = scope is not null && KeyScopes.All.Contains(scope) && MayKey(operation)
               let permission = permissions.GetValueOrDefault(operation.ToString()) ?? "–"
               let roles = permission == Permissions.AnyAccount ? "any account" : string.Join(", ", operation.Roles)
               select $"| `{operation}` | {permission} | {roles} | {(usable ? scope : "–")} | {limits[operation.ToString()].First()} |",
        ];
    }

    private static Task<Dictionary<string, string>> KeyScopesOf(TestHost host) => Marks(host, "x-key-scope");

    private static async Task<Dictionary<string, string>> Marks(TestHost host, string mark)
    {
        using var client = host.Anyone();
        var document = JsonNode.Parse(await client.GetStringAsync(new Uri(host.Api, "/openapi/v1.json")))!;
        return (from path in document["paths"]!.AsObject()
                from verb in path.Value!.AsObject()
                where verb.Value![mark] is not null
                select (Name: $"{verb.Key.ToUpperInvariant()} {path.Key}", Scope: verb.Value![mark]!.GetValue<string>()))
            .ToDictionary(o => o.Name, o => o.Scope);
    }

    // The document writes {id} where the route says {id:guid}.
    private static string Plain(RouteEndpoint endpoint) =>
        System.Text.RegularExpressions.Regex.Replace("/" + endpoint.RoutePattern.RawText!.Trim('/'), @"\{([^}:]+):[^}]+\}", "{$1}");

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Marketplace.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
