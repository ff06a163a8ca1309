namespace Marketplace.Tests.Unit.Orders;

public sealed class BadlyNamedTests
{
    [Fact]
    public void TestPlaceOrder() => Assert.True(true);
}
