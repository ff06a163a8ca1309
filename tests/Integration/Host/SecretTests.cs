using System.Diagnostics;
using Marketplace.Host.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Marketplace.Tests.Integration.Host;

/// <summary>Secrets come from the environment, from files or from Vault, and a host without good ones does not start (S23).</summary>
public sealed class SecretTests
{
    private static readonly string Key = Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(48));

    [Theory]
    [InlineData("Identity:Pepper", "", "Identity:Pepper is missing")]
    [InlineData("Identity:SigningKey", "  ", "Identity:SigningKey is missing")]
    [InlineData("Identity:Pepper", "c2hvcnQgYnV0IHJhbmRvbT8=", "Identity:Pepper is shorter")]
    [InlineData("Identity:FirstAdmin:Password", "ChangeMe", "Identity:FirstAdmin:Password is a default")]
    [InlineData("Adapters:Payments:sandbox:WebhookSecret", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "Adapters:Payments:sandbox:WebhookSecret is a default")]
    [InlineData("Adapters:Payments:sandbox:WebhookSecret", "nineteen-characters", "Adapters:Payments:sandbox:WebhookSecret is shorter")]
    public void A_weak_or_missing_secret_stops_the_start_and_is_not_shown(string name, string value, string refusal)
    {
        var thrown = Assert.Throws<InvalidOperationException>(() => SecretRules.Check(Settings((name, value)), development: false));

        Assert.StartsWith(refusal, thrown.Message, StringComparison.Ordinal);
        if (value.Trim().Length > 0) Assert.DoesNotContain(value, thrown.Message, StringComparison.Ordinal);
        SecretRules.Check(Settings((name, value)), development: true);
    }

    [Fact]
    public void Good_secrets_and_those_of_adapters_that_are_off_are_let_be()
    {
        SecretRules.Check(Settings(), development: false);
        SecretRules.Check(Settings(("Adapters:Payments:other:WebhookSecret", "x")), development: false);
    }

    [Fact]
    public void A_folder_of_files_is_read_like_settings()
    {
        var folder = Directory.CreateTempSubdirectory("marketplace-secrets-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "Identity__Pepper"), Key + "\n");
            var settings = new ConfigurationManager { ["Secrets:Directory"] = folder.FullName, ["Identity:Pepper"] = "old" };
            SecretSources.AddTo(settings);

            Assert.Equal(Key, settings["Identity:Pepper"]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Vault_gives_the_fields_of_a_secret_and_of_an_older_version_when_asked()
    {
        await using var vault = await Vault.Start();

        Assert.Equal("new pepper", Load(vault)["Identity:Pepper"]);
        Assert.Equal("old pepper", Load(vault, ("Vault:Version", "1"))["Identity:Pepper"]);
        Assert.Equal("7", Load(vault)["Some:Number"]);
        Assert.Equal("from-file", Vault.LastToken(vault, () =>
        {
            var file = Path.GetTempFileName();
            File.WriteAllText(file, "from-file\n");
            try
            {
                Assert.Throws<InvalidOperationException>(() => Load(vault, ("Vault:TokenFile", file)));
            }
            finally
            {
                File.Delete(file);
            }
        }));
    }

    [Theory]
    [InlineData("Vault:Token", "wrong", "may not read")]
    [InlineData("Vault:Path", "nowhere", "no such secret")]
    [InlineData("Vault:Version", "9", "no such secret")]
    [InlineData("Vault:Path", "sealed", "sealed or down")]
    [InlineData("Vault:Path", "standby", "standby")]
    [InlineData("Vault:Path", "html", "no secret of the key-value store")]
    [InlineData("Vault:Path", "list", "no secret of the key-value store")]
    [InlineData("Vault:Path", "slow", "does not answer")]
    public async Task What_vault_refuses_stops_the_start_with_a_sentence_that_shows_no_token(string name, string value, string refusal)
    {
        await using var vault = await Vault.Start();

        var thrown = Assert.Throws<InvalidOperationException>(() => Load(vault, (name, value)));

        Assert.Contains(refusal, thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hvs.good", thrown.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vault_that_stumbles_is_asked_again_and_one_that_is_gone_is_given_up()
    {
        await using var vault = await Vault.Start();
        Assert.Equal("new pepper", Load(vault, ("Vault:Path", "stumbles"))["Identity:Pepper"]);

        var started = Stopwatch.StartNew();
        Assert.Throws<InvalidOperationException>(() => Load(vault, ("Vault:Address", "http://127.0.0.1:1")));
        Assert.InRange(started.Elapsed.TotalSeconds, 0, 5);
    }

    [Theory]
    [InlineData("http://vault.example.com:8200")]
    [InlineData("vault")]
    public void Vault_is_asked_over_https_or_on_this_machine(string address)
    {
        var settings = new ConfigurationManager { ["Vault:Address"] = address, ["Vault:Token"] = "t" };

        Assert.StartsWith("Vault:Address", Assert.Throws<InvalidOperationException>(() => SecretSources.AddTo(settings)).Message, StringComparison.Ordinal);
    }

    private static ConfigurationManager Load(Vault vault, params (string Name, string Value)[] more)
    {
        var settings = new ConfigurationManager
        {
            ["Vault:Address"] = vault.Address, ["Vault:Token"] = "hvs.good", ["Vault:Timeout"] = "00:00:00.400",
        };
        foreach (var (name, value) in more) settings[name] = value;
        SecretSources.AddTo(settings);
        return settings;
    }

    private static IConfiguration Settings(params (string Name, string Value)[] changed)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Identity:SigningKey"] = Key, ["Identity:Pepper"] = Key, ["Adapters:Payments:sandbox:Enabled"] = "true",
            ["Adapters:Payments:sandbox:WebhookSecret"] = Key, ["Adapters:Payments:other:Enabled"] = "false",
        };
        foreach (var (name, value) in changed) settings[name] = value;
        return new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
    }

    /// <summary>Vault's key-value store as its documentation describes it.</summary>
    private sealed class Vault(WebApplication app) : IAsyncDisposable
    {
        private string _token = "";
        private int _stumbles;

        public string Address => app.Urls.First();

        public static async Task<Vault> Start()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var vault = new Vault(builder.Build());
            await vault.Run();
            return vault;
        }

        public static string LastToken(Vault vault, Action act)
        {
            act();
            return vault._token;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private Task Run()
        {
            app.MapGet("/v1/secret/data/{path}", async (string path, int? version, HttpContext context) =>
            {
                _token = context.Request.Headers["X-Vault-Token"].ToString();
                return _token != "hvs.good" ? Problem(403, "permission denied") : await Read(path, version);
            });
            return app.StartAsync();
        }

        private async Task<IResult> Read(string path, int? version)
        {
            if (path == "slow") await Task.Delay(3000);
            return path switch
            {
                "sealed" => Problem(503, "Vault is sealed"),
                "standby" => Problem(473, "standby"),
                "html" => Results.Text("<html></html>", "text/html"),
                "list" => Results.Json(new { data = new[] { 1 } }),
                "stumbles" when Interlocked.Increment(ref _stumbles) == 1 => Problem(500, "internal error"),
                "marketplace" or "stumbles" or "slow" when version is null or 1 or 2 => Secret(version == 1 ? "old pepper" : "new pepper", version ?? 2),
                _ => Problem(404),
            };
        }

        private static IResult Secret(string pepper, int version) => Results.Json(new
        {
            request_id = "1", lease_id = "", renewable = false, lease_duration = 0, auth = (string?)null,
            data = new
            {
                data = new Dictionary<string, object> { ["Identity__Pepper"] = pepper, ["Some__Number"] = 7 },
                metadata = new { created_time = "2026-01-01T00:00:00Z", deletion_time = "", destroyed = false, version },
            },
        });

        private static IResult Problem(int status, params string[] errors) => Results.Json(new { errors }, statusCode: status);
    }
}
