using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Marketplace.Tests.Integration.Host;

public sealed class ApiDocumentTests(TestHost host)
{
    private static readonly string[] Verbs = ["get", "post", "put", "patch", "delete"];

    [Fact]
    public async Task Every_operation_states_its_roles_summary_and_problems()
    {
        using var client = host.Anyone();

        var document = await client.GetFromJsonAsync<JsonElement>(new Uri(host.Api, "/openapi/v1.json"));

        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString());
        var operations = Operations(document);
        Assert.NotEmpty(operations);
        Assert.All(operations, o =>
        {
            Assert.True(o.Operation.TryGetProperty("x-roles", out var roles) && roles.GetArrayLength() > 0, o.Name + " has no x-roles");
            Assert.True(o.Operation.TryGetProperty("summary", out _), o.Name + " has no summary");
            Assert.Contains(o.Operation.GetProperty("responses").EnumerateObject(), r => r.Name is "503");
        });
    }

    [Fact]
    public async Task Every_operation_says_what_it_answers_with()
    {
        using var client = host.Anyone();

        var operations = Operations(await client.GetFromJsonAsync<JsonElement>(new Uri(host.Api, "/openapi/v1.json")));

        var silent = operations.Where(o => !o.Operation.GetProperty("responses").EnumerateObject().Any(r => r.Name is "204" or "302" or "303" || Shows(r)));
        Assert.Empty(silent.Select(o => o.Name));
    }

    [Fact]
    public async Task Every_request_body_has_an_example_with_its_fields()
    {
        using var client = host.Anyone();

        var operations = Operations(await client.GetFromJsonAsync<JsonElement>(new Uri(host.Api, "/openapi/v1.json")));

        var bodies = operations.Where(o => o.Operation.TryGetProperty("requestBody", out _)).ToList();
        Assert.True(bodies.Count > 30, $"{bodies.Count} operations take a body.");
        Assert.All(bodies, o => Assert.All(o.Operation.GetProperty("requestBody").GetProperty("content").EnumerateObject(), kind =>
        {
            Assert.True(kind.Value.TryGetProperty("example", out var example), o.Name + " has no example");
            Assert.NotEmpty(example.EnumerateObject());
        }));
        var item = bodies.Single(o => o.Name == "post /api/v1/cart/items").Operation.GetProperty("requestBody").GetProperty("content")
            .GetProperty("application/json").GetProperty("example");
        Assert.Equal(["offerId", "quantity"], item.EnumerateObject().Select(f => f.Name));
    }

    [Fact]
    public async Task The_document_can_be_browsed()
    {
        using var client = host.Anyone();

        var page = await client.GetAsync(new Uri(host.Api, "/docs/index.html"));

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("swagger-ui", await page.Content.ReadAsStringAsync());
        Assert.Contains("script-src 'self'", page.Headers.GetValues("Content-Security-Policy").Single());
    }

    private static bool Shows(JsonProperty answer) =>
        answer.Name.StartsWith('2') && answer.Value.TryGetProperty("content", out var kinds)
        && kinds.EnumerateObject().Any(k => k.Value.TryGetProperty("schema", out _));

    private static List<(string Name, JsonElement Operation)> Operations(JsonElement document) =>
    [
        .. document.GetProperty("paths").EnumerateObject()
            .Where(p => p.Name.StartsWith("/api/v1/", StringComparison.Ordinal))
            .SelectMany(p => p.Value.EnumerateObject().Where(o => Verbs.Contains(o.Name)).Select(o => ($"{o.Name} {p.Name}", o.Value))),
    ];
}
