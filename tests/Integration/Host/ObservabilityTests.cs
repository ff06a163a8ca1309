using Marketplace.Host.Telemetry;
using Xunit;

namespace Marketplace.Tests.Integration.Host;

public sealed class ObservabilityTests(TestHost host)
{
    [Fact]
    public async Task Metrics_are_prometheus_text_with_request_durations_by_route()
    {
        using var client = host.Anyone();
        await client.GetAsync(new Uri(host.Api, "/health/ready"));

        var text = await client.GetStringAsync(new Uri(host.Api, "/metrics"));

        Assert.Contains("# TYPE http_server_request_duration_seconds histogram", text);
        Assert.Contains("http_route=\"/health/ready\"", text);
        Assert.All(text.Split('\n').Where(l => l.Length > 0 && l[0] != '#'), l => Assert.Matches(@"^[a-zA-Z_][a-zA-Z0-9_]*(\{.*\})? -?[0-9].*$", l));
    }

    [Theory]
    [InlineData("mail to anna.k+1@example.uz failed", "mail to *** failed")]
    [InlineData("code for +998901234567", "code for ***")]
    [InlineData("Authorization: Bearer abc.def-ghi", "Authorization: ***")]
    [InlineData("key mk_0123456789abcdef0123456789", "key ***")]
    [InlineData("card 4111 1111 1111 1111 seen", "card *** seen")]
    [InlineData("order 0199b6b4-0000-7000-8000-000000000001 paid 199000", "order 0199b6b4-0000-7000-8000-000000000001 paid 199000")]
    public void Log_lines_carry_no_personal_or_secret_values(string text, string expected) =>
        Assert.Equal(expected, RedactingFormatter.Mask(text));
}
