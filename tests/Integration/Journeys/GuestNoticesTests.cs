using System.Text.Json;
using Xunit;

namespace Marketplace.Tests.Integration.Journeys;

/// <summary>A visitor without an account hears of the order where he said.</summary>
public sealed class GuestNoticesTests : OrderBench, IDisposable
{
    private readonly string _mail = Path.GetTempFileName();

    public GuestNoticesTests()
    {
        (Settings["Adapters:Notifications:sandbox:Enabled"], Settings["Adapters:Notifications:sandbox:Path"]) = ("true", _mail);
        Email = "guest@example.com";
    }

    public void Dispose() => File.Delete(_mail);

    [Fact]
    public async Task News_of_the_order_go_to_the_address_given_with_it_and_bad_addresses_are_refused()
    {
        var (order, part) = await Buy();
        await Seller.Post($"seller/orders/{part}/accept");
        await Send(part);

        var mail = (await File.ReadAllLinesAsync(_mail, TestContext.Current.CancellationToken))
            .Select(l => JsonSerializer.Deserialize<JsonElement>(l)).Where(m => Text(m, "to") == "guest@example.com").ToList();
        var placed = await Read(order);
        Assert.Equal(2, mail.Count);
        Assert.All(mail, m => Assert.Contains(Text(placed, "number")!, Text(m, "subject")));

        var line = placed.GetProperty("sellerOrders")[0].GetProperty("lines")[1];
        await Buyer.Post("cart/items", new { offerId = line.GetProperty("offerId").GetGuid(), quantity = 1 });
        var refused = await Assert.ThrowsAsync<Client.ApiRefusedException>(() => Buyer.Post("checkouts", new { email = "nobody" }));
        Assert.Contains("/email", refused.Message);
    }
}
