using System.Text.Json.Nodes;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Marketplace.Adapters.Http.Documents;

/// <summary>The OpenAPI 3.1 document of the API at <c>/openapi/v1.json</c> and its browser at <c>/docs</c>.</summary>
public static class ApiDocument
{
    /// <summary>Registers the document with roles, problems, keys and examples per operation.</summary>
    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) => Introduce(document));
        options.AddSchemaTransformer((schema, context, _) => Shape(schema, context));
        options.AddOperationTransformer<OperationConditions>();
        options.AddOperationTransformer<BodyExamples>();
    });

    /// <summary>Serves the document and the browser.</summary>
    public static void UseApiDocument(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").Anyone();
        app.UseSwaggerUI(ui =>
        {
            ui.RoutePrefix = "docs";
            ui.DocumentTitle = "Marketplace API";
            ui.SwaggerEndpoint("/openapi/v1.json", "Marketplace API v1");
        });
    }

    private static Task Introduce(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Marketplace API", Version = "1",
            Description = "Money is in minor units; ids are UUIDs; times are RFC 3339 UTC. Refusals are RFC 9457 problems with a stable `code`.",
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes["bearer"] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT", Description = "Access token of /auth/login, ten minutes.",
        };
        document.Components.SecuritySchemes["visitor"] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = Caller.CartTokenHeader,
            Description = "A visitor's own secret of 16–128 characters; owns a cart and the orders placed with it.",
        };
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas["Problem"] = ProblemSchema();
        return Task.CompletedTask;
    }

    // Ids, currencies and rates are one value on the wire whatever their type is in the code.
    private static Task Shape(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>)))
            Become(schema, JsonSchemaType.String, "uuid", "0199b6b4-1c5e-7a2f-9d3e-5b1f0c9a7e42");
        if (type == typeof(Currency)) Become(schema, JsonSchemaType.String, null, "RUB");
        if (type == typeof(Rate)) Become(schema, JsonSchemaType.Integer, null, 220000);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Patched<>)) Patch(schema, type.GetGenericArguments()[0]);
        if (type == typeof(Money)) schema.Examples = [new JsonObject { ["amount"] = 199000, ["currency"] = "RUB" }];
        return Task.CompletedTask;
    }

    private static void Patch(OpenApiSchema schema, Type field) =>
        schema.Type = JsonSchemaType.Null | (field == typeof(string) ? JsonSchemaType.String : JsonSchemaType.Object);

    private static void Become(OpenApiSchema schema, JsonSchemaType type, string? format, JsonNode example)
    {
        (schema.Type, schema.Format, schema.Examples) = (type, format, [example]);
        schema.Properties?.Clear();
        schema.Required?.Clear();
    }

    private static OpenApiSchema ProblemSchema()
    {
        static OpenApiSchema Text(string? format = null) => new() { Type = JsonSchemaType.String, Format = format };
        return new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "type", "title", "status", "code", "traceId" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = Text("uri-reference"), ["title"] = Text(), ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
                ["detail"] = Text(), ["instance"] = Text("uri-reference"), ["code"] = Text(), ["traceId"] = Text(),
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Items = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Properties = new Dictionary<string, IOpenApiSchema> { ["pointer"] = Text(), ["code"] = Text(), ["message"] = Text() },
                    },
                },
            },
        };
    }
}
