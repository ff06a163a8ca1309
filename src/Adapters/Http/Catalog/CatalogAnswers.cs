using Marketplace.Application.Catalog;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Adapters.Http.Catalog;

/// <summary>What the catalogue's endpoints answer in common.</summary>
internal static class CatalogAnswers
{
    /// <summary>A seller account without a shop has nothing to act on.</summary>
    public static IResult NoShop => Problem.Of(403, "no-shop", "The account has no shop.");

    /// <summary>Sends ready JSON with its ETag.</summary>
    public static IResult Raw(Result<RawJson> result) =>
        result.Succeeded(out var json, out var error) ? new RawResult(json.Utf8) : Problem.From(error);

    private sealed class RawResult(ReadOnlyMemory<byte> json) : IResult, IStatusCodeHttpResult
    {
        public int? StatusCode => 200;

        public Task ExecuteAsync(HttpContext httpContext) => Answer.Bytes(httpContext, json, null);
    }
}
