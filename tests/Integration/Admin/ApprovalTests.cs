using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Kernel;
using Marketplace.Tests.Integration.Identity;
using Xunit;

namespace Marketplace.Tests.Integration.Admin;

/// <summary>What one person proposes and another has to agree to (quality S14).</summary>
public sealed class ApprovalTests : IAsyncLifetime
{
    private const string AdminEmail = "admin@example.com";
    private TestHost _host = null!;
    private HttpClient _ann = null!;
    private HttpClient _bob = null!;

    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Market:Approvals:FourEyes"] = "true", ["Identity:FirstAdmin:Email"] = AdminEmail, ["Identity:FirstAdmin:Password"] = People.Password,
    };

    public async ValueTask InitializeAsync()
    {
        _host = await TestHost.Start(Settings);
        _ann = _host.As(UserId.New(DateTimeOffset.UtcNow), "admin");
        _bob = _host.As(UserId.New(DateTimeOffset.UtcNow), "admin");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task The_only_administrator_begins_alone_and_never_again_once_there_were_two()
    {
        var first = await People.LogIn(_host, AdminEmail);
        var second = await People.Register(_host);

        await People.Json(await Grant(first.Client, second, "admin"), 200);

        var waived = (await People.Json(await first.Client.GetAsync("approvals"), 200)).GetProperty("items")[0];
        Assert.Equal(("WAIVED", "only-administrator"), (waived.GetProperty("status").GetString(), waived.GetProperty("reason").GetString()));
        await People.Json(await Grant(first.Client, await People.Register(_host), "support"), 202);
        await People.Json(await first.Client.PostAsJsonAsync($"users/{second.Id}/roles", new { role = "admin", granted = false }), 200);
        await People.Json(await Grant(first.Client, await People.Register(_host), "support"), 202);
    }

    [Fact]
    public async Task The_operator_lets_the_last_administrator_begin_again()
    {
        var first = await People.LogIn(_host, AdminEmail);
        var second = await People.Register(_host);
        await People.Json(await Grant(first.Client, second, "admin"), 200);
        await People.Json(await first.Client.PostAsJsonAsync($"users/{second.Id}/roles", new { role = "admin", granted = false }), 200);
        await using var opened = await TestHost.Start(
            new Dictionary<string, string?>(Settings) { ["Market:Approvals:OneAdministrator"] = "true" }, database: _host.DatabaseName);

        using var there = People.With(opened, first.Access);

        await People.Json(await Grant(there, second, "admin"), 200);
    }

    [Fact]
    public async Task A_role_is_given_when_another_person_agrees_and_not_before()
    {
        var carol = await People.Register(_host);
        var asked = await Grant(_ann, carol, "finance");
        var approval = (await People.Json(asked, 202)).GetProperty("approvalId").GetGuid();
        Assert.Equal($"/api/v1/approvals/{approval}", asked.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.Forbidden, (await carol.Client.GetAsync("finance/ledger")).StatusCode);

        Assert.Equal("second-person-needed", await People.Code(await _ann.PostAsync($"approvals/{approval}/approve", null), 403));
        var again = (await People.Json(await Grant(_ann, carol, "finance"), 202)).GetProperty("approvalId").GetGuid();
        Assert.Equal(approval, again);
        await People.Json(await _bob.PostAsync($"approvals/{approval}/approve", null), 200);
        await _host.Settle();

        Assert.Equal(HttpStatusCode.OK, (await carol.Client.GetAsync("finance/ledger")).StatusCode);
        Assert.Equal("DONE", await Status(approval));
        var lines = (await People.Json(await _ann.GetAsync($"audit?entityId={carol.Id}&action=approval"), 200)).GetProperty("items");
        Assert.Equal($"approval {approval}", lines[0].GetProperty("action").GetString());
    }

    [Fact]
    public async Task Two_who_agree_at_once_make_it_happen_once()
    {
        var position = 4711;
        var approval = await Propose(position);
        var clients = Enumerable.Range(0, 6).Select(_ => _host.As(UserId.New(DateTimeOffset.UtcNow), "finance")).ToList();

        var answers = await Task.WhenAll(clients.Select(c => c.PostAsync($"approvals/{approval}/approve", null)));
        await _host.Settle();

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.All(answers.Where(a => a.StatusCode != HttpStatusCode.OK), a => Assert.Equal(HttpStatusCode.Conflict, a.StatusCode));
        Assert.Equal("DONE", await Status(approval));
        Assert.Equal(1, await Rules(position));
    }

    [Fact]
    public async Task What_cannot_be_done_any_more_is_told_and_leaves_nothing()
    {
        var (early, late) = (await Propose(77, "early"), await Propose(77, "late"));

        foreach (var approval in new[] { early, late })
        {
            await People.Json(await _bob.PostAsync($"approvals/{approval}/approve", null), 200);
            await _host.Settle();
        }

        Assert.Equal(("DONE", "FAILED"), (await Status(early), await Status(late)));
        Assert.Equal(1, await Rules(77));
        var failed = await People.Json(await _ann.GetAsync($"approvals/{late}"), 200);
        Assert.Equal("fee-position-taken", failed.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task What_nobody_answers_is_over()
    {
        var approval = await Propose(78);

        await _host.Advance(TimeSpan.FromHours(97));

        Assert.Equal("approval-over", await People.Code(await _bob.PostAsync($"approvals/{approval}/approve", null), 409));
        Assert.Equal("EXPIRED", await Status(approval));
    }

    [Fact]
    public async Task A_proposal_is_turned_down_with_a_reason_or_taken_back()
    {
        var (down, back) = (await Propose(79), await Propose(80));

        Assert.Equal("validation-failed", await People.Code(
            await _bob.PostAsJsonAsync($"approvals/{down}/reject", new { reason = "" }), 422));
        await People.Json(await _bob.PostAsJsonAsync($"approvals/{down}/reject", new { reason = "Too much" }), 200);
        Assert.Equal("not-proposer", await People.Code(await _bob.PostAsync($"approvals/{back}/withdraw", null), 403));
        await People.Json(await _ann.PostAsync($"approvals/{back}/withdraw", null), 200);

        Assert.Equal(("REJECTED", "WITHDRAWN"), (await Status(down), await Status(back)));
        Assert.Equal("approval-over", await People.Code(await _bob.PostAsync($"approvals/{back}/approve", null), 409));
    }

    [Fact]
    public async Task Who_could_not_do_it_does_not_see_who_wants_it()
    {
        var carol = await People.Register(_host);
        var approval = (await People.Json(await Grant(_ann, carol, "support"), 202)).GetProperty("approvalId").GetGuid();
        using var finance = _host.As(UserId.New(DateTimeOffset.UtcNow), "finance");

        Assert.Equal("approval-not-found", await People.Code(await finance.GetAsync($"approvals/{approval}"), 404));
        Assert.Equal("approval-not-found", await People.Code(await finance.PostAsync($"approvals/{approval}/approve", null), 404));
        Assert.Empty((await People.Json(await finance.GetAsync("approvals"), 200)).GetProperty("items").EnumerateArray());
        Assert.Equal(400, (int)(await finance.GetAsync("approvals?status=SOON")).StatusCode);
    }

    [Fact]
    public async Task More_rights_for_a_role_need_two_and_fewer_need_one()
    {
        var wide = new { title = "Desk", permissions = new[] { "payments.refund.read", "orders.held.settle" } };
        var approval = (await People.Json(await _ann.PutAsJsonAsync("roles/desk", wide), 202)).GetProperty("approvalId").GetGuid();
        await People.Json(await _bob.PostAsync($"approvals/{approval}/approve", null), 200);
        await _host.Settle();

        await People.Json(await _ann.PutAsJsonAsync("roles/desk", wide with { permissions = ["payments.refund.read"] }), 204);
        await People.Json(await _ann.PutAsJsonAsync("roles/desk", wide), 202);
    }

    [Fact]
    public async Task The_proposer_and_those_who_may_agree_are_told()
    {
        var first = await People.LogIn(_host, AdminEmail);
        var second = await People.Register(_host);
        await People.Json(await Grant(first.Client, second, "admin"), 200);
        var third = (await People.Json(await Grant(first.Client, await People.Register(_host), "support"), 202)).GetProperty("approvalId").GetGuid();
        await _host.Settle();

        Assert.Contains("approval-asked-identity-role-grant", await Topics(second.Id));
        Assert.DoesNotContain("approval-asked-identity-role-grant", await Topics(first.Id));
        await People.Json(await second.Client.PostAsync($"approvals/{third}/approve", null), 200);
        await _host.Settle();
        Assert.Contains("approval-granted-identity-role-grant", await Topics(first.Id));
        var read = (await People.Json(await first.Client.GetAsync("me/notifications"), 200)).GetRawText();
        Assert.Contains("Give a role of the back office", read, StringComparison.Ordinal);
    }

    private async Task<List<string>> Topics(Guid user)
    {
        await using var ask = _host.Database.CreateCommand("SELECT topic FROM notifications.notifications WHERE \"user\" = $1");
        ask.Parameters.Add(new() { Value = user });
        await using var rows = await ask.ExecuteReaderAsync();
        var topics = new List<string>();
        while (await rows.ReadAsync()) topics.Add(rows.GetString(0));
        return topics;
    }

    private async Task<Guid> Propose(int position, string name = "All")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "finance/fee-schedules")
        {
            Content = JsonContent.Create(new { position, name, percent = 150_000 }), Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } },
        };
        return (await People.Json(await _ann.SendAsync(request), 202)).GetProperty("approvalId").GetGuid();
    }

    private async Task<string?> Status(Guid approval) =>
        (await People.Json(await _ann.GetAsync($"approvals/{approval}"), 200)).GetProperty("status").GetString();

    private async Task<long> Rules(int position)
    {
        await using var ask = _host.Database.CreateCommand("SELECT count(*) FROM payments.fee_rules WHERE position = $1");
        ask.Parameters.Add(new() { Value = position });
        return (long)(await ask.ExecuteScalarAsync())!;
    }

    private static Task<HttpResponseMessage> Grant(HttpClient by, Person to, string role) =>
        by.PostAsJsonAsync($"users/{to.Id}/roles", new { role, granted = true, reason = "New colleague" });
}
