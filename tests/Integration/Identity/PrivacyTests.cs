using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using Marketplace.Application;
using Marketplace.Domain.Identity;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports.Identity.Messages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Integration.Identity;

/// <summary>A person takes a copy of everything kept about them, and is forgotten.</summary>
public sealed class PrivacyTests(PrivacyTests.Market market) : IClassFixture<PrivacyTests.Market>
{
    private TestHost Host => market.Host;

    [Fact]
    public async Task A_copy_holds_every_personal_column_and_an_erasure_leaves_none()
    {
        var host = await TestHost.Start(Settings, new Mail().Instead);
        try
        {
            var ann = await People.Register(host);
            await host.Settle();
            var planted = new Planted(host, new UserId(ann.Id));
            await planted.Plant();

            Assert.True(planted.Words.Count > 30);
            var texts = await Texts(await Copy(host, ann));
            Assert.Equal([], planted.Words.Where(w => !texts.Any(t => t.Text.Contains(w.Value, StringComparison.Ordinal))).Select(w => w.Key));
            Assert.DoesNotContain(texts, t => t.Text.Contains("$pbkdf2", StringComparison.Ordinal) || t.Text.Contains("$argon2", StringComparison.Ordinal));

            await People.Json(await ann.Client.PostAsync("me/erasure", null), 202);
            await CarryOut(host, ann.Id);
            await CarryOut(host, ann.Id);

            Assert.Equal("DONE", await Scalar(host, "SELECT state FROM identity.erasures"));
            Assert.Equal([], await Left(host, planted));
            Assert.Equal("UZ", await Scalar(host, "SELECT ship_to ->> 'country' FROM orders.orders"));
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_copy_is_for_its_owner_freshly_signed_in_and_not_for_long()
    {
        var (ann, bob) = (await People.Register(Host), await People.Register(Host));
        var asked = await ann.Client.PostAsync("me/exports", null);
        var body = await People.Json(asked, 202);
        var at = $"me/exports/{body.GetProperty("id").GetString()}";
        Assert.Equal("/api/v1/" + at, asked.Headers.Location!.ToString());
        Assert.Contains(await market.Mail.To(Host, ann.Email), m => m.Subject.Contains("data is ready", StringComparison.Ordinal));
        Assert.Equal("READY", (await People.Json(await ann.Client.GetAsync(at), 200)).GetProperty("state").GetString());

        Assert.Equal(HttpStatusCode.NotFound, (await bob.Client.GetAsync(at)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bob.Client.GetAsync(at + "/archive")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Host.Anyone().GetAsync(at + "/archive")).StatusCode);
        Assert.Equal("application/zip", (await ann.Client.GetAsync(at + "/archive")).Content.Headers.ContentType!.MediaType);

        await Execute("UPDATE identity.sessions SET started_at = started_at - interval '6 minutes' WHERE id = $1", Guid.Parse(ann.Session));
        Assert.Equal("fresh-sign-in-required", await People.Code(await ann.Client.GetAsync(at + "/archive"), 403));
        Assert.Equal("fresh-sign-in-required", await People.Code(await ann.Client.PostAsync("me/exports", null), 403));
        await People.Json(await ann.Client.PostAsJsonAsync("auth/reauthenticate", new { password = People.Password }), 204);

        await Execute("UPDATE identity.archives SET expires_at = now() WHERE id = $1", body.GetProperty("id").GetGuid());
        Assert.Equal("archive-not-found", await People.Code(await ann.Client.GetAsync(at + "/archive"), 404));
    }

    [Fact]
    public async Task An_erasure_can_be_called_off_and_asked_for_again()
    {
        var ann = await People.Register(Host);
        Assert.Equal("erasure-not-found", await People.Code(await ann.Client.GetAsync("me/erasure"), 404));
        Assert.Equal("WAITING", (await People.Json(await ann.Client.PostAsync("me/erasure", null), 202)).GetProperty("state").GetString());
        Assert.Equal("erasure-already-asked", await People.Code(await ann.Client.PostAsync("me/erasure", null), 409));
        Assert.Contains(await market.Mail.To(Host, ann.Email), m => m.Subject.Contains("will be erased", StringComparison.Ordinal));

        await CarryOut(Host, ann.Id);
        Assert.Equal("WAITING", (await People.Json(await ann.Client.GetAsync("me/erasure"), 200)).GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await ann.Client.DeleteAsync("me/erasure")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ann.Client.DeleteAsync("me/erasure")).StatusCode);
        await Due(ann);
        await CarryOut(Host, ann.Id);
        Assert.Equal(HttpStatusCode.OK, (await ann.Client.GetAsync("me")).StatusCode);
        await People.Json(await ann.Client.PostAsync("me/erasure", null), 202);
    }

    [Fact]
    public async Task What_is_open_stands_against_an_erasure_and_postpones_one_that_is_due()
    {
        var ann = await People.Register(Host);
        await People.Json(await ann.Client.PostAsync("me/erasure", null), 202);
        await Execute(
            "UPDATE identity.users SET roles = ARRAY['buyer', 'support'] WHERE id = $1", ann.Id);
        await Due(ann);

        await CarryOut(Host, ann.Id);
        var waiting = await People.Json(await ann.Client.GetAsync("me/erasure"), 200);
        Assert.Equal(("POSTPONED", "staff-role"), (waiting.GetProperty("state").GetString(), waiting.GetProperty("obstacles")[0].GetString()));
        Assert.Equal(HttpStatusCode.NoContent, (await ann.Client.DeleteAsync("me/erasure")).StatusCode);
        var problem = await People.Json(await ann.Client.PostAsync("me/erasure", null), 409);
        Assert.Equal("erasure-blocked", problem.GetProperty("code").GetString());
        Assert.Equal(1, problem.GetProperty("openMatters").GetProperty("staff-role").GetInt32());
    }

    [Fact]
    public async Task An_erased_account_is_signed_out_and_its_address_is_free_again()
    {
        var ann = await People.Register(Host);
        await People.Json(await ann.Client.PostAsync("me/exports", null), 202);
        await Host.Settle();
        await People.Json(await ann.Client.PostAsync("me/erasure", null), 202);
        await Due(ann);
        await CarryOut(Host, ann.Id);

        Assert.Equal(HttpStatusCode.Unauthorized, (await ann.Client.GetAsync("me")).StatusCode);
        Assert.Equal("sign-in-refused", await People.Code(
            await Host.Anyone().PostAsJsonAsync("auth/login", new { email = ann.Email, password = People.Password }), 401));
        Assert.Contains(await market.Mail.To(Host, ann.Email), m => m.Subject.Contains("is erased", StringComparison.Ordinal));
        var again = await People.Register(Host, ann.Email);
        Assert.NotEqual(ann.Id, again.Id);
        Assert.DoesNotContain(ann.Email, await Scalar(Host, "SELECT string_agg(a::text, ' ') FROM admin.audit a"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_erasure_is_carried_out_by_itself_when_the_day_opens_on_which_it_is_due()
    {
        var host = await TestHost.Start(new Dictionary<string, string?> { ["Adapters:Notifications:sandbox:Enabled"] = "false" }, new Mail().Instead);
        try
        {
            var ann = await People.Register(host);
            await People.Json(await ann.Client.PostAsync("me/erasure", null), 202);
            await host.Advance(TimeSpan.FromDays(13));
            Assert.Equal("WAITING", await Scalar(host, "SELECT state FROM identity.erasures"));
            await host.Advance(TimeSpan.FromDays(2));
            Assert.Equal("DONE", await Scalar(host, "SELECT state FROM identity.erasures"));
            Assert.Equal("", await Scalar(host, "SELECT name || coalesce(email, '') || password_hash FROM identity.users WHERE id = '" + ann.Id + "'"));
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    private static Dictionary<string, string?> Settings => new()
    {
        ["Identity:Privacy:CoolingOff"] = "00:00:00", ["Adapters:Notifications:sandbox:Enabled"] = "false",
    };

    private Task Due(Person person) => Execute("UPDATE identity.erasures SET due_at = now() - interval '1 second' WHERE id = $1", person.Id);

    private static async Task CarryOut(TestHost host, Guid person)
    {
        await using (var scope = host.Services.CreateAsyncScope())
        {
            var carryOut = scope.ServiceProvider.GetRequiredService<IUseCase<CarryOutErasure, Unit>>();
            Assert.True((await carryOut.Handle(new CarryOutErasure(new UserId(person)), default)).Succeeded(out _, out _));
        }

        await host.Settle();
    }

    private static async Task<byte[]> Copy(TestHost host, Person person)
    {
        var asked = await People.Json(await person.Client.PostAsync("me/exports", null), 202);
        await host.Settle();
        return await person.Client.GetByteArrayAsync($"me/exports/{asked.GetProperty("id").GetString()}/archive");
    }

    private static async Task<List<(string Name, string Text)>> Texts(byte[] zip)
    {
        await using var archive = new ZipArchive(new MemoryStream(zip), ZipArchiveMode.Read);
        var texts = new List<(string, string)>();
        foreach (var entry in archive.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync());
            texts.Add((entry.FullName, await reader.ReadToEndAsync()));
        }

        foreach (var (_, text) in texts.Where(t => t.Item1.EndsWith(".json", StringComparison.Ordinal))) System.Text.Json.JsonDocument.Parse(text);
        return texts;
    }

    // Looks through every table of the database, whether it is known to hold personal data or not.
    private static async Task<List<string>> Left(TestHost host, Planted planted)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var kept = PersonalTable.Of(scope.ServiceProvider.GetServices<IPersonalTables>()).Select(p => p.Table)
            .Where(t => t.KeptBecause is not null)
            .Select(t => t.TypeIn(scope.ServiceProvider.GetRequiredService<MarketplaceDb>().Model))
            .Select(e => $"{e.GetSchema()}.{e.GetTableName()}").ToHashSet();
        var tables = (await Scalar(host, """
            SELECT string_agg(table_schema || '.' || table_name, ' ') FROM information_schema.tables
            WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
            """)).Split(' ');

        var left = new List<string>();
        foreach (var table in tables.Where(t => !kept.Contains(t)))
        {
            var text = await Scalar(host, $"SELECT coalesce(string_agg(t::text, ' '), '') FROM {table} t");
            left.AddRange(planted.Words.Where(w => text.Contains(w.Value, StringComparison.Ordinal)
                || text.Contains(Convert.ToHexStringLower(System.Text.Encoding.ASCII.GetBytes(w.Value)), StringComparison.Ordinal)).Select(w => $"{table}: {w.Key}"));
        }

        return left;
    }

    private static async Task<string> Scalar(TestHost host, string question)
    {
        await using var ask = host.Database.CreateCommand(question);
        return (string)(await ask.ExecuteScalarAsync())!;
    }

    private async Task Execute(string statement, Guid id)
    {
        await using var command = Host.Database.CreateCommand(statement);
        command.Parameters.Add(new() { Value = id });
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A market whose letters can be read.</summary>
    public sealed class Market : IAsyncLifetime
    {
        internal Mail Mail { get; } = new();

        /// <summary>Its host.</summary>
        public TestHost Host { get; private set; } = null!;

        /// <inheritdoc/>
        public async ValueTask InitializeAsync() => Host = await TestHost.Start(
            new Dictionary<string, string?> { ["Adapters:Notifications:sandbox:Enabled"] = "false" }, Mail.Instead);

        /// <inheritdoc/>
        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
