using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Application;
using Marketplace.Kernel;
using Marketplace.Ports.Sellers.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Tests.Integration.Catalog;

/// <summary>A shop that sells, with a signed-in seller and a category of its own.</summary>
internal sealed class Shop : IDisposable
{
    private readonly TestHost _host;

    private Shop(TestHost host, string name)
    {
        (_host, Name) = (host, name);
        Seller = host.AsSeller(Owner, Id);
    }

    public ShopId Id { get; } = ShopId.New(DateTimeOffset.UtcNow);

    public UserId Owner { get; } = UserId.New(DateTimeOffset.UtcNow);

    public string Name { get; }

    public HttpClient Seller { get; }

    public Guid Category { get; private set; }

    public static async Task<Shop> Open(TestHost host, string name = "Teahouse")
    {
        var shop = new Shop(host, name);
        await shop.React(new SellerActivated(shop.Id, shop.Owner, name));
        shop.Category = await AddCategory(host, null, "Category of " + name);
        return shop;
    }

    public static async Task<Guid> AddCategory(TestHost host, Guid? parent, string name)
    {
        using var admin = host.As(UserId.New(DateTimeOffset.UtcNow), "admin");
        using var answer = await admin.PostAsJsonAsync("categories", new { names = new { en = name }, parentId = parent });
        return (await answer.Json()).Id();
    }

    public async Task React<T>(T news) where T : Ports.IEvent
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<IReaction<T>>().Handle(news, CancellationToken.None);
        if (result.Failed(out var refusal)) throw new InvalidOperationException(refusal.Message);
    }

    /// <summary>A published product with one variant; answers product, variant and offer.</summary>
    public async Task<(Guid Product, Guid Variant, Guid Offer)> Publish(string title, long price = 1000, int onHand = 5, string? sku = null)
    {
        var answer = await Batch(Item(title, sku ?? $"S-{Guid.NewGuid():N}", price, onHand));
        var item = answer.GetProperty("items")[0];
        var offer = item.GetProperty("offers")[0];
        return (item.GetProperty("product").GetGuid(), offer.GetProperty("variant").GetGuid(), offer.GetProperty("offer").GetGuid());
    }

    public object Item(string title, string sku, long price = 1000, int onHand = 5, object? more = null) => more ?? new
    {
        title, description = "A description that is long enough.", categoryId = Category,
        variants = new[] { new { offer = new { sku, price = new { amount = price, currency = "RUB" }, weightGrams = 500 }, onHand } },
    };

    public async Task<JsonElement> Batch(params object[] items)
    {
        using var answer = await Seller.PostAsJsonAsync("seller/products/batch", new { items });
        return await answer.Json();
    }

    public void Dispose() => Seller.Dispose();
}

internal static class Reading
{
    public static async Task<JsonElement> Json(this HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new HttpRequestException($"{(int)answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    public static async Task<JsonElement> Problem(this HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    public static Guid Id(this JsonElement json) => json.GetProperty("id").GetGuid();

    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;

    public static async Task<HttpResponseMessage> Patch(this HttpClient client, string path, string? tag, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, path) { Content = JsonContent.Create(body) };
        if (tag is not null) request.Headers.TryAddWithoutValidation("If-Match", tag);
        return await client.SendAsync(request);
    }
}
