using System.Text;
using Marketplace.Kernel;
using Marketplace.Tests.Integration.Orders;
using Xunit;

namespace Marketplace.Tests.Integration.Host;

/// <summary>A request that cannot be read is answered with the name of what could not be read.</summary>
public sealed class MalformedRequestTests(TestHost host)
{
    [Theory]
    [InlineData("seller/orders?updatedFrom=yesterday", "/updatedFrom")]
    [InlineData("seller/orders?limit=0", "/limit")]
    [InlineData("orders?createdFrom=2026-13-01", "/createdFrom")]
    [InlineData("orders?number=%00", "/number")]
    public async Task A_parameter_that_cannot_be_read_is_named(string path, string pointer)
    {
        using var seller = host.AsSeller(new UserId(Guid.NewGuid()), new ShopId(Guid.NewGuid()));

        var problem = await seller.GetAsync(path).Json(400);

        Assert.Equal("malformed-request", problem.GetProperty("code").GetString());
        Assert.Equal(pointer, problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
        Assert.DoesNotContain("DateTimeOffset", problem.ToString());
    }

    [Fact]
    public async Task A_field_of_the_wrong_type_is_named_by_its_path_in_the_body()
    {
        using var seller = host.AsSeller(new UserId(Guid.NewGuid()), new ShopId(Guid.NewGuid()));

        var problem = await seller.PostAsync(
            $"seller/orders/{Guid.NewGuid()}/decline",
            new StringContent("""{"reason":"other","lines":[{"number":1,"quantity":"many"}]}""", Encoding.UTF8, "application/json"))
            .Json(400);

        Assert.Equal("/lines/0/quantity", problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task A_missing_body_is_said_to_be_missing()
    {
        using var seller = host.AsSeller(new UserId(Guid.NewGuid()), new ShopId(Guid.NewGuid()));

        var problem = await seller.PostAsync($"seller/orders/{Guid.NewGuid()}/decline", null).Json(400);

        Assert.Equal(("malformed-request", "A JSON body is required."),
            (problem.GetProperty("code").GetString(), problem.GetProperty("detail").GetString()));
    }
}
