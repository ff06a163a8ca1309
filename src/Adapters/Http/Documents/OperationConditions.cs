using System.Text.Json.Nodes;
using Marketplace.Adapters.Http.Guards;
using Marketplace.Ports.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Marketplace.Adapters.Http.Documents;

/// <summary>Writes onto each operation what its endpoint demands: roles, keys, versions, and the problems it answers with.</summary>
internal sealed class OperationConditions : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var method = context.Description.HttpMethod ?? "GET";
        var access = metadata.OfType<Access>().LastOrDefault();
        var keyed = metadata.OfType<IdempotencyKeyRequired>().Any();
        var versioned = metadata.OfType<IfMatchRequired>().Any();

        operation.Parameters = [.. (operation.Parameters ?? []).Where(p => p.Name is not ("caller" or "page" or "match" or "ifMatch"))];
        AddParameters(operation, context, method, keyed, versioned);
        AddRoles(operation, context, access);
        foreach (var status in Problems(context, method, access, keyed, versioned)) AddProblem(operation, context, status);
        return Task.CompletedTask;
    }

    private static void AddParameters(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, string method, bool keyed, bool versioned)
    {
        var types = context.Description.ParameterDescriptions.Select(p => p.Type)
            .Concat(context.Description.ActionDescriptor.Parameters.Select(p => p.ParameterType)).ToHashSet();
        if (types.Contains(typeof(PageQuery)))
        {
            Parameter(operation, "limit", ParameterLocation.Query, false, "Rows per page, 1–100, default 20.", 20, JsonSchemaType.Integer);
            Parameter(operation, "cursor", ParameterLocation.Query, false, "nextCursor of the page before.", null, JsonSchemaType.String);
        }

        if (HttpMethods.IsPost(method))
        {
            Parameter(operation, "Idempotency-Key", ParameterLocation.Header, keyed,
                "8–255 visible ASCII characters; a repeated request gets the first answer again.", "5f0c7c1e-order-1", JsonSchemaType.String);
        }

        if (versioned) Parameter(operation, "If-Match", ParameterLocation.Header, true, "The ETag that was read.", "\"741\"", JsonSchemaType.String);
    }

    private static void Parameter(
        OpenApiOperation operation, string name, ParameterLocation place, bool required, string text, JsonNode? example, JsonSchemaType type)
    {
        if (operation.Parameters!.Any(p => p.Name == name)) return;
        operation.Parameters!.Add(new OpenApiParameter
        {
            Name = name, In = place, Required = required, Description = text, Example = example, Schema = new OpenApiSchema { Type = type },
        });
    }

    private static void AddRoles(OpenApiOperation operation, OpenApiOperationTransformerContext context, Access? access)
    {
        var roles = new JsonArray([.. (access is null || access.IsOpen ? ["anon"] : access.Roles).Select(r => (JsonNode)r)]);
        operation.Extensions ??= new Dictionary<string, IOpenApiExtension>();
        operation.Extensions["x-roles"] = new JsonNodeExtension(roles);
        if (access?.Permission is { } permission)
        {
            operation.Extensions["x-permission"] = new JsonNodeExtension(permission.Name);
            if (permission.Roles.Any(SystemRoles.OfShops.Contains))
                Parameter(operation, ChosenShop.Header, ParameterLocation.Header, false,
                    "The shop to act for; needed by who works for several.", null, JsonSchemaType.String);
        }

        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<OpenToKeys>().LastOrDefault() is { } keys)
            operation.Extensions["x-key-scope"] = new JsonNodeExtension(keys.ScopeFor(context.Description.HttpMethod ?? "GET"));
        if (access is null || access.IsOpen) return;
        operation.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", context.Document)] = [] },
        ];
    }

    private static IEnumerable<int> Problems(
        OpenApiOperationTransformerContext context, string method, Access? access, bool keyed, bool versioned)
    {
        var writes = !HttpMethods.IsGet(method);
        var hasPath = context.Description.RelativePath?.Contains('{', StringComparison.Ordinal) == true;
        var hasInput = context.Description.ParameterDescriptions.Count > 0;
        if (writes || keyed || hasInput) yield return 400;
        if (access is { IsOpen: false })
        {
            yield return 401;
            yield return 403;
        }

        if (hasPath) yield return 404;
        if (writes)
        {
            yield return 409;
            yield return 422;
        }

        if (versioned)
        {
            yield return 412;
            yield return 428;
        }

        yield return 429;
        yield return 503;
    }

    private static void AddProblem(OpenApiOperation operation, OpenApiOperationTransformerContext context, int status)
    {
        operation.Responses ??= [];
        var key = status.ToString(null as IFormatProvider);
        operation.Responses[key] = new OpenApiResponse
        {
            Description = ReasonOf(status),
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference("Problem", context.Document) },
            },
        };
    }

    private static string ReasonOf(int status) => status switch
    {
        400 => "Malformed: cannot be read.",
        401 => "Not signed in, or the token is no longer valid.",
        403 => "The roles do not allow this.",
        404 => "Not there, or not for this caller to see.",
        409 => "The state does not allow this; `code` says why.",
        412 => "The resource changed meanwhile.",
        422 => "Well-formed, but a rule of input refuses it; `errors` points at the fields.",
        428 => "If-Match is missing.",
        429 => "Too many requests; `RateLimit` and `Retry-After` say when to go on.",
        _ => "A dependency is down; try again after Retry-After.",
    };
}
