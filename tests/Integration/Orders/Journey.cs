using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Kernel;

namespace Marketplace.Tests.Integration.Orders;

/// <summary>A buyer's way through the API.</summary>
internal static class Journey
{
    public static readonly object Address = new
    {
        country = "RU", city = "Moscow", street = "Tverskaya 1", recipientName = "Anna K", phone = "+79161234567",
        postalCode = "101000",
    };

    public static readonly object Payment = new { payment = new { provider = "none", method = "card" } };

    public static async Task<JsonElement> Json(this Task<HttpResponseMessage> call, int status)
    {
        using var response = await call;
        var text = await response.Content.ReadAsStringAsync();
        if ((int)response.StatusCode != status) throw new InvalidOperationException(
            $"{(int)response.StatusCode}, not {status}: {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    public static Task<JsonElement> Add(this HttpClient buyer, OfferId offer, int quantity, int status = 200) =>
        buyer.PostAsJsonAsync("cart/items", new { offerId = offer.Value, quantity }).Json(status);

    public static async Task<Guid> Checkout(this HttpClient buyer) =>
        (await buyer.PostAsJsonAsync("checkouts", new { address = Address }).Json(201)).GetProperty("id").GetGuid();

    public static Task<HttpResponseMessage> Place(this HttpClient buyer, Guid checkout, string? key = null)
    {
        var request = new HttpRequestMessage(
            HttpMethod.Post, $"checkouts/{checkout}/place")
        { Content = JsonContent.Create(Payment) };
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        return buyer.SendAsync(request);
    }

    /// <summary>Cart, checkout and place in one.</summary>
    public static async Task<JsonElement> Buy(this HttpClient buyer, params OfferId[] offers)
    {
        foreach (var offer in offers) await buyer.Add(offer, 1);
        return await buyer.Place(await buyer.Checkout()).Json(201);
    }
}
