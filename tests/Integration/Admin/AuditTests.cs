using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Infrastructure.Admin;
using Marketplace.Kernel;
using Marketplace.Tests.Integration.Identity;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Marketplace.Tests.Integration.Admin;

/// <summary>The audit log of quality §14.</summary>
public sealed class AuditTests(TestHost host)
{
    private readonly UserId _admin = UserId.New(DateTimeOffset.UtcNow);

    [Fact]
    public async Task A_change_by_staff_says_who_what_from_where_and_the_values_before_and_after()
    {
        var ann = await People.Register(host);
        using var admin = host.As(_admin, "admin");
        admin.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "Back office 1.0");

        await People.Json(await admin.PostAsJsonAsync($"users/{ann.Id}/roles", new { role = "support", granted = true, reason = "New colleague" }), 200);

        var line = (await Lines($"entityId={ann.Id}&action=roles"))[0];
        Assert.Equal((_admin.ToString(), "admin", "POST /api/v1/users/{id:guid}/roles", "user", "done"),
            (Text(line, "actor"), Text(line, "role"), Text(line, "action"), Text(line, "entityType"), Text(line, "result")));
        Assert.Equal(("New colleague", "127.0.0.1", "Back office 1.0"), (Text(line, "reason"), Text(line, "address"), Text(line, "agent")));
        Assert.NotEqual("", Text(line, "requestId"));
        Assert.DoesNotContain("SUPPORT", line.GetProperty("before").ToString(), StringComparison.Ordinal);
        Assert.Contains("SUPPORT", line.GetProperty("after").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_in_and_out_is_logged_and_the_log_knows_no_secrets_and_no_personal_values()
    {
        var ann = await People.Register(host);
        await ann.Client.PostAsync("auth/logout", null);

        await using var ask = host.Database.CreateCommand("SELECT string_agg(a::text, E'\\n') FROM admin.audit a WHERE actor = $1 OR entity_id = $2");
        ask.Parameters.Add(new() { Value = ann.Id.ToString() });
        ask.Parameters.Add(new() { Value = ann.Id });
        var text = (string)(await ask.ExecuteScalarAsync())!;

        Assert.Contains("session", text, StringComparison.Ordinal);
        Assert.Contains("signed_out", text, StringComparison.Ordinal);
        Assert.DoesNotContain(ann.Email, text, StringComparison.Ordinal);
        Assert.DoesNotContain(People.Password, text, StringComparison.Ordinal);
        Assert.DoesNotContain(ann.Refresh, text, StringComparison.Ordinal);
        Assert.DoesNotContain("$", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_who_read_personal_data_leave_a_line_and_owners_do_not()
    {
        var ann = await People.Register(host);
        await People.Json(await host.As(_admin, "admin").GetAsync($"users/{ann.Id}"), 200);
        await ann.Client.GetAsync("me");
        await ann.Client.GetAsync("orders");

        var line = Assert.Single(await Lines($"entityId={ann.Id}&actor={_admin}"));
        Assert.Equal(("read", "user"), (Text(line, "result"), Text(line, "entityType")));
        Assert.Empty(await Lines($"actor={ann.Id}&action=GET"));
    }

    [Fact]
    public async Task Refused_sign_ins_and_refused_proofs_are_logged_with_the_account_that_was_tried()
    {
        var ann = await People.Register(host);
        await People.Json(await host.Anyone().PostAsJsonAsync("auth/login", new { email = ann.Email, password = "not her password" }), 401);
        await ann.Client.PostAsJsonAsync("auth/reauthenticate", new { password = "not her password" });

        var lines = await Lines($"entityId={ann.Id}&action=/auth/");
        Assert.Equal(
            [("POST /api/v1/auth/reauthenticate", ann.Id.ToString()), ("POST /api/v1/auth/login", "anon")],
            lines.Where(l => Text(l, "result") == "refused").Select(l => (Text(l, "action"), Text(l, "actor"))));
    }

    [Fact]
    public async Task What_staff_may_not_do_is_logged_when_they_try_and_buyers_who_lose_their_way_are_not()
    {
        var (support, buyer) = (UserId.New(DateTimeOffset.UtcNow), UserId.New(DateTimeOffset.UtcNow));
        await host.As(support, "support").GetAsync("finance/ledger");
        await host.As(buyer, "buyer").GetAsync("finance/ledger");

        Assert.Equal("refused", Text(Assert.Single(await Lines($"actor={support}")), "result"));
        Assert.Empty(await Lines($"actor={buyer}"));
    }

    [Theory]
    [InlineData("UPDATE admin.audit SET actor = 'nobody'")]
    [InlineData("DELETE FROM admin.audit")]
    [InlineData("TRUNCATE admin.audit")]
    [InlineData("UPDATE admin.audit_seals SET lines = 0")]
    public async Task Nothing_in_the_log_can_be_changed_or_taken_out(string statement)
    {
        await using var change = host.Database.CreateCommand(statement);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => change.ExecuteNonQueryAsync());

        Assert.Equal("23001", refusal.SqlState);
    }

    [Fact]
    public async Task Whoever_gets_around_the_guard_breaks_a_seal()
    {
        await using var own = await TestHost.Start();
        for (var i = 0; i < 3; i++) await People.Register(own);
        var seals = own.Services.GetRequiredService<AuditSeals>();
        Assert.True(await seals.Seal(TimeSpan.Zero, CancellationToken.None) > 0);
        await People.Register(own);
        await seals.Seal(TimeSpan.Zero, CancellationToken.None);
        using var admin = own.As(_admin, "admin");
        var sound = await People.Json(await admin.GetAsync("audit/verification"), 200);
        Assert.Equal(2, sound.GetProperty("seals").GetInt64());
        Assert.False(sound.TryGetProperty("brokenAt", out _));

        await using var tamper = own.Database.CreateCommand("""
            ALTER TABLE admin.audit DISABLE TRIGGER append_only;
            UPDATE admin.audit SET actor = 'nobody' WHERE id = (SELECT min(id) FROM admin.audit);
            ALTER TABLE admin.audit ENABLE TRIGGER append_only
            """);
        await tamper.ExecuteNonQueryAsync();

        Assert.True((await People.Json(await admin.GetAsync("audit/verification"), 200)).TryGetProperty("brokenAt", out _));
    }

    [Fact]
    public async Task The_log_is_paged_and_for_administrators_only()
    {
        for (var i = 0; i < 3; i++) await People.Register(host);
        using var admin = host.As(_admin, "admin");

        var first = await People.Json(await admin.GetAsync("audit?limit=2"), 200);
        var second = await People.Json(await admin.GetAsync($"audit?limit=2&cursor={first.GetProperty("nextCursor").GetString()}"), 200);

        Assert.True(first.GetProperty("items")[1].GetProperty("id").GetInt64() > second.GetProperty("items")[0].GetProperty("id").GetInt64());
        Assert.Equal("forbidden", await People.Code(await host.As(_admin, "support").GetAsync("audit"), 403));
        Assert.Equal("cursor-invalid", await People.Code(await admin.GetAsync("audit?cursor=abc"), 422));
        Assert.Equal(400, (int)(await admin.GetAsync("audit?entityId=abc")).StatusCode);
    }

    private async Task<List<JsonElement>> Lines(string filter)
    {
        using var admin = host.As(UserId.New(DateTimeOffset.UtcNow), "admin");
        return [.. (await People.Json(await admin.GetAsync("audit?" + filter), 200)).GetProperty("items").EnumerateArray()];
    }

    private static string? Text(JsonElement line, string name) => line.GetProperty(name).GetString();
}
