using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Kernel;
using Xunit;

namespace Marketplace.Tests.Integration.Admin;

public sealed class AdminTests(TestHost host)
{
    private static readonly UserId Admin = UserId.New(DateTimeOffset.UtcNow);

    [Fact]
    public async Task The_host_is_live_and_ready()
    {
        using var client = host.Anyone();

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri(host.Api, "/health/live"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri(host.Api, "/health/ready"))).StatusCode);
    }

    [Fact]
    public async Task The_clock_of_a_sandbox_market_moves_for_admins_only()
    {
        await using var own = await TestHost.Start();
        using var admin = own.As(Admin, "admin");

        var before = await admin.GetFromJsonAsync<JsonElement>("admin/clock");
        var moved = await admin.PostAsJsonAsync("admin/clock/advance", new { seconds = 86400 });
        var after = await admin.GetFromJsonAsync<JsonElement>("admin/clock");

        Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
        Assert.True(after.GetProperty("now").GetDateTimeOffset() - before.GetProperty("now").GetDateTimeOffset() >= TimeSpan.FromDays(1));
        using var buyer = own.As(Admin, "buyer");
        Assert.Equal(HttpStatusCode.Forbidden, (await buyer.PostAsJsonAsync("admin/clock/advance", new { seconds = 1 })).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await own.Anyone().GetAsync("admin/clock")).StatusCode);
    }

    [Theory]
    [InlineData("{\"seconds\":\"x\"}", 400, "malformed-json")]
    [InlineData("{\"seconds\":1,\"more\":2}", 400, "malformed-json")]
    [InlineData("{\"seconds\":-5}", 422, "validation-failed")]
    [InlineData("{", 400, "malformed-json")]
    public async Task Bad_input_names_field_and_rule(string body, int status, string code)
    {
        using var admin = host.As(Admin, "admin");

        var answer = await admin.PostAsync("admin/clock/advance", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.NotEqual(0, problem.GetProperty("errors").GetArrayLength());
    }

    [Fact]
    public async Task Unknown_addresses_are_problems_too()
    {
        using var client = host.Anyone();

        var answer = await client.GetAsync("no-such-thing");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }
}
