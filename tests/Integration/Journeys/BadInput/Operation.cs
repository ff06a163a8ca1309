using System.Text.Json.Nodes;

namespace Marketplace.Tests.Integration.Journeys.BadInput;

/// <summary>One operation as the API's own document describes it.</summary>
internal sealed record Operation(
    string Method, string Path, IReadOnlyList<string> Roles, IReadOnlyList<string> PathFields, IReadOnlyList<string> QueryFields, JsonNode? Example,
    bool TakesBody)
{
    private static readonly string[] Verbs = ["get", "post", "put", "patch", "delete"];

    /// <summary>Everything the document of a host offers.</summary>
    public static async Task<List<Operation>> ReadAll(TestHost host)
    {
        using var client = host.Anyone();
        var document = JsonNode.Parse(await client.GetStringAsync(new Uri(host.Api, "/openapi/v1.json")))!;
        return
        [
            .. from path in document["paths"]!.AsObject()
               from verb in path.Value!.AsObject()
               where Verbs.Contains(verb.Key)
               select Read(verb.Key, path.Key, verb.Value!.AsObject()),
        ];
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Path}";

    private static Operation Read(string verb, string path, JsonObject operation)
    {
        var fields = (operation["parameters"] as JsonArray ?? []).ToLookup(p => p!["in"]!.GetValue<string>(), p => p!["name"]!.GetValue<string>());
        var body = operation["requestBody"]?["content"]?.AsObject().FirstOrDefault().Value;
        return new Operation(
            verb.ToUpperInvariant(), path, [.. operation["x-roles"]!.AsArray().Select(r => r!.GetValue<string>())],
            [.. fields["path"]], [.. fields["query"]], body?["example"], body is not null);
    }
}
