using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketplace.Application;

/// <summary>A request on its way to a second person: readable for people, and the same request again when it is carried out.</summary>
public static class ApprovalPayload
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The request as it is kept.</summary>
    public static string Write<T>(T request) => JsonSerializer.Serialize(request, Json);

    /// <summary>The request that was kept.</summary>
    public static T Read<T>(string payload) => JsonSerializer.Deserialize<T>(payload, Json)!;
}
