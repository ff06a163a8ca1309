using System.Net;
using System.Net.Http.Json;
using Marketplace.Application;
using Marketplace.Domain.Notifications;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Marketplace.Tests.Integration.Identity;

/// <summary>Texts are published in versions; who agreed to which is written down once and for all.</summary>
public sealed class ConsentTests(PrivacyTests.Market market) : IClassFixture<PrivacyTests.Market>
{
    private TestHost Host => market.Host;

    [Fact]
    public async Task A_registration_lacks_nothing_until_a_text_is_published_and_then_needs_its_newest_version()
    {
        await using var own = new Own(await TestHost.Start());
        await People.Register(own.Host);
        Assert.Equal(1, await Publish(own.Host, "terms"));
        Assert.Equal(2, await Publish(own.Host, "terms"));

        var problem = await People.Json(await Register(own.Host, null), 422);
        Assert.Equal("consent-missing", problem.GetProperty("code").GetString());
        Assert.Equal("/consents", problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
        Assert.Equal("consent-missing", await People.Code(await Register(own.Host, [new { purpose = "terms", version = 1 }]), 422));
        Assert.Equal("malformed-json", await People.Code(await Register(own.Host, [null]), 400));
        var ann = new Person(own.Host, "", await People.Json(await Register(own.Host, [new { purpose = "terms", version = 2 }]), 201));

        await using var ask = own.Host.Database.CreateCommand(
            "SELECT place || ' ' || number || ' ' || address || ' ' || length(text_hash) FROM identity.consents WHERE \"user\" = $1");
        ask.Parameters.Add(new() { Value = ann.Id });
        Assert.Equal("registration 2 127.0.0.1 64", await ask.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_new_version_has_to_be_agreed_to_again()
    {
        var ann = await People.Register(Host);
        var version = await Publish(Host, "personalisation");
        Assert.Equal(404, (int)(await ann.Client.PutAsJsonAsync("me/consents/unheard-of", new { version, language = "en" })).StatusCode);
        Assert.Equal(422, (int)(await ann.Client.PutAsJsonAsync("me/consents/personalisation", new { version, language = "kk" })).StatusCode);
        Assert.Equal(204, (int)(await ann.Client.PutAsJsonAsync("me/consents/personalisation", new { version, language = "en" })).StatusCode);
        Assert.True((await Mine(ann, "personalisation")).Given);

        await Publish(Host, "personalisation");
        Assert.Equal((false, version), await Mine(ann, "personalisation"));
        Assert.Equal("consent-text-old", await People.Code(
            await ann.Client.PutAsJsonAsync("me/consents/personalisation", new { version, language = "en" }), 409));
        var texts = await People.Json(await Host.Anyone().GetAsync("consents/texts?language=en"), 200);
        Assert.Contains(texts.GetProperty("items").EnumerateArray(), t => t.GetProperty("version").GetInt32() == version + 1);
    }

    [Fact]
    public async Task Advertising_is_sent_while_the_consent_holds_and_not_after_it_is_taken_back()
    {
        var ann = await People.Register(Host);
        var version = await Publish(Host, "marketing-email");
        await Advertise(ann);
        Assert.Empty(await Advertising(ann));

        await ann.Client.PutAsJsonAsync("me/consents/marketing-email", new { version, language = "en" });
        await Advertise(ann);
        Assert.Single(await Advertising(ann));

        Assert.Equal(HttpStatusCode.NoContent, (await ann.Client.DeleteAsync("me/consents/marketing-email")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await ann.Client.DeleteAsync("me/consents/marketing-email")).StatusCode);
        await Advertise(ann);
        Assert.Single(await Advertising(ann));
        Assert.Equal("consent-needed", await People.Code(await ann.Client.DeleteAsync("me/consents/terms"), 409));
    }

    [Fact]
    public async Task Nobody_changes_a_consent_or_a_text_and_only_administrators_publish_one()
    {
        var ann = await People.Register(Host);
        var version = await Publish(Host, "marketing-sms");
        await ann.Client.PutAsJsonAsync("me/consents/marketing-sms", new { version, language = "en" });

        foreach (var statement in new[] { "UPDATE identity.consents SET given = false", "DELETE FROM identity.consents", "DELETE FROM identity.consent_texts" })
        {
            await using var change = Host.Database.CreateCommand(statement);
            var refused = await Assert.ThrowsAsync<PostgresException>(() => change.ExecuteNonQueryAsync());
            Assert.Equal(PostgresErrorCodes.RestrictViolation, refused.SqlState);
        }

        Assert.Equal(403, (int)(await ann.Client.PostAsJsonAsync("consents/texts", Text("terms"))).StatusCode);
        using var admin = Host.As(UserId.New(DateTimeOffset.UtcNow), "admin");
        var bad = await People.Json(await admin.PostAsJsonAsync("consents/texts", new { purpose = "everything", texts = Array.Empty<object>() }), 422);
        Assert.Equal(["/purpose", "/texts"], bad.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("pointer").GetString()).Order());
    }

    private static object Text(string purpose) => new
    {
        purpose, texts = new[] { new { language = "en", title = "Title", body = "Body" }, new { language = "ru", title = "Название", body = "Текст" } },
    };

    private static async Task<int> Publish(TestHost host, string purpose)
    {
        using var admin = host.As(UserId.New(DateTimeOffset.UtcNow), "admin");
        return (await People.Json(await admin.PostAsJsonAsync("consents/texts", Text(purpose)), 201)).GetProperty("version").GetInt32();
    }

    private static Task<HttpResponseMessage> Register(TestHost host, object?[]? consents) => host.Anyone().PostAsJsonAsync(
        "auth/register", new { email = People.Address(), password = People.Password, name = "Ann", locale = "en", consents });

    private static async Task<(bool Given, int Version)> Mine(Person person, string purpose)
    {
        var all = (await People.Json(await person.Client.GetAsync("me/consents"), 200)).GetProperty("items").EnumerateArray();
        var one = all.Single(c => c.GetProperty("purpose").GetString() == purpose);
        return (one.GetProperty("given").GetBoolean(), one.GetProperty("givenVersion").GetInt32());
    }

    private async Task Advertise(Person person)
    {
        await using (var scope = Host.Services.CreateAsyncScope())
        {
            var (notifications, work) = (scope.ServiceProvider.GetRequiredService<INotifications>(), scope.ServiceProvider.GetRequiredService<IUnitOfWork>());
            var at = DateTimeOffset.UtcNow;
            notifications.Add(Notification.Outside(
                NotificationId.New(at), new UserId(person.Id), "marketing-sale", "test-email", new Dictionary<string, string>(), at));
            Assert.Equal(CommitOutcome.Done, await work.Commit(null, default));
        }

        await Host.Settle();
    }

    // The topic has no text of its own yet, so it reads as a new message.
    private async Task<IReadOnlyList<Ports.Notifications.OutgoingMessage>> Advertising(Person person) =>
        [.. (await market.Mail.To(Host, person.Email)).Where(m => m.Subject == "New message")];

    private sealed record Own(TestHost Host) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
