using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Marketplace.Adapters.Http.Catalog;
using Marketplace.Adapters.Http.Identity;
using Marketplace.Adapters.Http.Orders;
using Marketplace.Adapters.Http.Payments;
using Marketplace.Adapters.Http.Shipping;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Marketplace.Adapters.Http.Documents;

/// <summary>Gives every request body an example, made from its fields' names and types.</summary>
internal sealed class BodyExamples : IOpenApiOperationTransformer
{
    private const int Deepest = 6;

    // The serializer knows which fields there are and what they are called.
    private static readonly JsonSerializerOptions Json = new(Wire.Json) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        ["title"] = "Linen shirt", ["description"] = "A light shirt for warm days.", ["name"] = "Anna's workshop", ["slug"] = "annas-workshop",
        ["email"] = "anna@example.com", ["phone"] = "+79161234567", ["password"] = "correct horse battery", ["locale"] = "ru",
        ["country"] = "RU", ["region"] = "Moscow", ["city"] = "Moscow", ["street"] = "Tverskaya 1", ["postalCode"] = "101000",
        ["recipientName"] = "Anna Petrova", ["note"] = "Ring twice", ["label"] = "Home", ["sku"] = "SHIRT-M", ["taxClass"] = "standard",
        ["gtin"] = "4006381333931", ["provider"] = "sandbox", ["method"] = "card", ["token"] = "tok_ok", ["option"] = "local:courier",
        ["carrier"] = "local", ["service"] = "courier", ["code"] = "123456", ["role"] = "support", ["reason"] = "The buyer asked for it",
        ["comment"] = "The sleeve is torn", ["trackingNumber"] = "AB123456789", ["reference"] = "Bank transfer 4711",
        ["explanation"] = "The provider booked it a day later.", ["refreshToken"] = "the token received last",
        ["permissions"] = "payments.refund.read", ["scopes"] = "catalog:read", ["file"] = "proofs/door.jpg", ["kind"] = "PHOTO", ["hold"] = "manual", ["tags"] = "linen",
        ["images"] = "https://cdn.example.com/shirt.jpg", ["photos"] = "returns/sleeve.jpg",
    };

    private static readonly Dictionary<string, long> Numbers = new(StringComparer.Ordinal)
    {
        ["percent"] = 150_000, ["onHand"] = 10, ["seconds"] = 3600, ["returnDays"] = 14, ["weightGrams"] = 400, ["grams"] = 400,
        ["lengthMm"] = 200, ["widthMm"] = 150, ["heightMm"] = 80, ["maxDays"] = 5, ["days"] = 90,
    };

    // Of two ways to say a thing the example shows one; the first word of a catalogue where a reason is one of its words.
    private static readonly HashSet<(Type Body, string Field)> LeftOut =
    [
        (typeof(AuthEndpoints.LoginBody), "phone"), (typeof(SellerStockEndpoints.StockBody), "sku"), (typeof(RefundEndpoints.LineBody), "amount"),
        (typeof(VariantBody), "id"), (typeof(FinanceEndpoints.FeeBody), "validTo"),
    ];

    private static readonly Dictionary<(Type Body, string Field), string> Words = new()
    {
        [(typeof(SellerOrderEndpoints.DeclineBody), "reason")] = "shortage", [(typeof(CourierEndpoints.FailBody), "reason")] = "not_home",
        [(typeof(StaffEndpoints.InvitationBody), "role")] = "cashier", [(typeof(StaffEndpoints.RoleBody), "role")] = "cashier",
    };

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (operation.RequestBody?.Content is not { } kinds) return Task.CompletedTask;
        var type = context.Description.ParameterDescriptions.FirstOrDefault(p => p.Source == BindingSource.Body)?.Type;
        foreach (var kind in kinds.Values)
            kind.Example ??= type is null || type == typeof(object) ? new JsonObject { ["id"] = "evt_1", ["type"] = "news" } : Of(type, "", 0);
        return Task.CompletedTask;
    }

    /// <summary>An example of a type; the name of the field tells what it may look like.</summary>
    internal static JsonNode? Of(Type type, string name, int depth)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Patched<>)) return Of(type.GetGenericArguments()[0], name, depth);
        if (type == typeof(Money)) return new JsonObject { ["amount"] = 199_000, ["currency"] = "RUB" };
        if (Value(type, name) is { } value) return value;
        if (depth > Deepest) return null;

        var shape = Json.GetTypeInfo(type);
        return shape.Kind switch
        {
            JsonTypeInfoKind.Enumerable => new JsonArray(Of(shape.ElementType!, name, depth + 1)),
            JsonTypeInfoKind.Dictionary => new JsonObject { [KeyOf(name)] = Of(shape.ElementType!, "title", depth + 1) },
            JsonTypeInfoKind.Object => Fields(shape, depth),
            _ => JsonValue.Create("text"),
        };
    }

    private static JsonObject Fields(JsonTypeInfo shape, int depth)
    {
        var fields = new JsonObject();
        foreach (var field in shape.Properties.Where(p => p.Set is not null || p.AssociatedParameter is not null))
        {
            if (LeftOut.Contains((shape.Type, field.Name))) continue;
            fields[field.Name] = Words.TryGetValue((shape.Type, field.Name), out var word) ? word : Of(field.PropertyType, field.Name, depth + 1);
        }

        return fields;
    }

    private static JsonNode? Value(Type type, string name) => type switch
    {
        _ when type == typeof(string) => Texts.GetValueOrDefault(name, "text"),
        _ when type == typeof(bool) => name is not "compromised",
        _ when type == typeof(Guid) || IsId(type) => "0199b6b4-1c5e-7a2f-9d3e-5b1f0c9a7e42",
        _ when type == typeof(Currency) => "RUB",
        _ when type == typeof(Rate) => 220_000,
        _ when type == typeof(DateOnly) => "2030-01-31",
        _ when type == typeof(DateTimeOffset) => "2030-01-31T12:00:00Z",
        _ when type == typeof(TimeSpan) => "01:00:00",
        _ when type.IsEnum => JsonSerializer.SerializeToNode(Enum.GetValues(type).GetValue(0), type, Wire.Json),
        _ when type.IsPrimitive || type == typeof(decimal) => Numbers.GetValueOrDefault(name, 1),
        _ => null,
    };

    private static bool IsId(Type type) =>
        type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>));

    // Texts by language, attributes by their name.
    private static string KeyOf(string name) => name is "names" or "translations" ? "en" : "Colour";
}
