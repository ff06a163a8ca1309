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
        var operations = document.GetProperty("paths").EnumerateObject()
            .Where(p => p.Name.StartsWith("/api/v1/", StringComparison.Ordinal))
            .SelectMany(p => p.Value.EnumerateObject().Where(o => Verbs.Contains(o.Name)).Select(o => (Name: $"{o.Name} {p.Name}", Operation: o.Value)))
            .ToList();
        Assert.NotEmpty(operations);
        Assert.All(operations, o =>
        {
            Assert.True(o.Operation.TryGetProperty("x-roles", out var roles) && roles.GetArrayLength() > 0, o.Name + " has no x-roles");
            Assert.True(o.Operation.TryGetProperty("summary", out _), o.Name + " has no summary");
            Assert.Contains(o.Operation.GetProperty("responses").EnumerateObject(), r => r.Name is "503");
        });
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
}
