using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Marketplace.Kernel;
using Marketplace.Ports.Catalog;
using Marketplace.Ports.Shipping;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Marketplace.Tests.Integration.Shipping.ParcelMarket;

namespace Marketplace.Tests.Integration.Shipping;

public sealed class DeliveryProfileTests(TestHost host)
{
    private readonly ParcelMarket _market = new(host);

    [Fact]
    public async Task Terms_are_stated_read_replaced_and_withdrawn_by_their_own_shop_only()
    {
        using var seller = _market.AsSeller();
        using var stranger = new ParcelMarket(host).AsSeller();
        var path = $"seller/delivery-profiles/{(await Send(seller, "seller/delivery-profiles", Terms(300_00), 201)).GetProperty("id").GetString()}";

        using var read = await seller.GetAsync(path);
        var tag = read.Headers.ETag!;
        Assert.Equal(HttpStatusCode.PreconditionRequired, await Put(seller, path, Terms(200_00), null));
        Assert.Equal(HttpStatusCode.NotFound, await Put(stranger, path, Terms(200_00), tag));
        Assert.Equal(HttpStatusCode.NoContent, await Put(seller, path, Terms(200_00), tag));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await Put(seller, path, Terms(100_00), tag));
        Assert.Equal(200_00, await Price(Home));

        using var again = await seller.GetAsync(path);
        using var delete = new HttpRequestMessage(HttpMethod.Delete, path);
        delete.Headers.IfMatch.Add(again.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NoContent, (await seller.SendAsync(delete)).StatusCode);
        await Read(seller, path, 404);
        await Read(stranger, "seller/delivery-profiles");
        Assert.Equal(HttpStatusCode.Forbidden, (await _market.AsBuyer().GetAsync("seller/delivery-profiles")).StatusCode);
    }

    [Fact]
    public async Task A_shop_without_terms_delivers_by_the_markets_standard_within_the_country()
    {
        Assert.Equal(250_00, await Price(Home));
        Assert.Null(await Price(Home with { Country = "KZ" }));
    }

    [Fact]
    public async Task Several_shops_are_priced_in_one_question_each_by_its_own_table()
    {
        var other = new ParcelMarket(host);
        await Send(_market.AsSeller(), "seller/delivery-profiles", Terms(300_00), 201);
        await Send(other.AsSeller(), "seller/delivery-profiles", Terms(400_00), 201);

        var answers = await Ask(
            Question(_market.Shop, Home), Question(other.Shop, Home), Question(_market.Shop, Home with { City = "Tver" }));

        Assert.Equal([300_00L, 400_00L], answers.Take(2).Select(a => Assert.Single(a).Price.Minor));
        Assert.Equal("seller", answers[0][0].Payee);
        Assert.Empty(answers[2]);
    }

    [Theory]
    [InlineData("""{"name":"x","zones":[null]}""", 400)]
    [InlineData("""{"name":"x","zones":[]}""", 422)]
    [InlineData("""{"name":"x","zones":[{"name":"a","areas":[null],"tariffs":[null]}]}""", 400)]
    [InlineData("""{"name":"x","zones":[{"name":"a","areas":[{"country":"RU"}],"tariffs":[{"carrier":"self","service":"own","name":"Own","payee":"SELLER","minDays":1,"maxDays":2,"steps":[{"upToGrams":1000,"price":{"amount":-1,"currency":"RUB"}}]}]}]}""", 422)]
    [InlineData("""{"name":"x","zones":[{"name":"a","areas":[{"country":"RU"}],"tariffs":[{"carrier":"self","service":"own","name":"Own","payee":"SELLER","minDays":1,"maxDays":2,"steps":[{"upToGrams":1000,"price":{"amount":1,"currency":"ZZZ"}}]}]}]}""", 400)]
    [InlineData("""{"name":"x","zones":[],"shop":"mine"}""", 400)]
    [InlineData("""{"name":null,"zones":[]}""", 400)]
    [InlineData("[]", 400)]
    public async Task Bad_terms_are_refused_with_pointers(string body, int status)
    {
        using var response = await _market.AsSeller().PostAsync(
            "seller/delivery-profiles", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.NotEmpty((await Body(response, status)).GetProperty("errors").EnumerateArray());
    }

    private async Task<long?> Price(Address to) =>
        (await Ask(Question(_market.Shop, to)))[0] is [var cheapest, ..] ? cheapest.Price.Minor : null;

    private async Task<IReadOnlyList<IReadOnlyList<DeliveryOption>>> Ask(params DeliveryQuestion[] questions)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IDeliveryQuotes>()
            .For(questions, TestContext.Current.CancellationToken);
    }

    private static DeliveryQuestion Question(ShopId shop, Address to) => new(
        shop, to, [new DeliveryItem(new ParcelSize(500, 100, 100, 100), 2)], new Money(1000_00, Currency.Rub));

    private static object Terms(long price) => new
    {
        name = "Own people",
        zones = new[]
        {
            new
            {
                name = "Moscow", areas = new[] { new { country = "RU", city = "Moscow" } },
                tariffs = new[]
                {
                    new
                    {
                        carrier = "self", service = "own", name = "Own courier", payee = "SELLER", minDays = 1, maxDays = 2,
                        steps = new[] { new { upToGrams = 1000, price = new { amount = price, currency = "RUB" } } },
                    },
                },
            },
        },
    };

    private static async Task<HttpStatusCode> Put(HttpClient client, string path, object body, EntityTagHeaderValue? tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(body) };
        if (tag is not null) request.Headers.IfMatch.Add(tag);
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }
}
