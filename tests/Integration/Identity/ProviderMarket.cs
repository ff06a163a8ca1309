using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Contracts.Kit;
using Marketplace.Contracts.Kit.Identity;
using Marketplace.Tests.Integration.Adapters.Identity;
using Xunit;

namespace Marketplace.Tests.Integration.Identity;

/// <summary>A market that asks for everything and signs in through three providers, which run beside it.</summary>
public sealed class ProviderMarket : IAsyncLifetime
{
    private static long _people = 5_000_000_000;
    private readonly Dictionary<string, IProviderDouble> _doubles = [];

    internal Mail Mail { get; } = new();

    /// <summary>Its host.</summary>
    public TestHost Host { get; private set; } = null!;

    /// <summary>Google's server, whose next answers can be made to go wrong.</summary>
    internal ScriptedProvider Google { get; private set; } = null!;

    internal ScriptedProvider Facebook { get; private set; } = null!;
    internal ScriptedProvider Telegram { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var (google, telegram, facebook) = (new OpenIdSimulator(OpenIdFlavors.Google), new OpenIdSimulator(OpenIdFlavors.Telegram), new FacebookSimulator());
        (Google, Telegram) = (await google.Start(), await telegram.Start());
        Facebook = await ScriptedProvider.Start((request, _) => Task.FromResult(facebook.Serve(request)));
        (_doubles["google"], _doubles["telegram"], _doubles["facebook"]) = (google, telegram, facebook);

        var settings = new Dictionary<string, string?>
        {
            ["Identity:ConfirmationRequired"] = "true", ["Identity:SecondFactor:Staff"] = "true", ["Identity:SiteUrl"] = "https://market.test",
            ["Adapters:Notifications:sandbox:Enabled"] = "false",
        };
        Enable(settings, "google", GoogleSignInTests.Settings(Google.Address));
        Enable(settings, "telegram", TelegramSignInTests.Settings(Telegram.Address));
        Enable(settings, "facebook", FacebookSignInTests.Settings(Facebook.Address));
        Host = await TestHost.Start(settings, Mail.Instead);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        foreach (var server in new[] { Google, Telegram, Facebook }) await server.DisposeAsync();
    }

    /// <summary>Somebody no provider has seen in this run; Google runs their address.</summary>
    internal static PersonAtProvider Somebody(string? email = null, bool verified = true)
    {
        var id = Interlocked.Increment(ref _people).ToString(CultureInfo.InvariantCulture);
        return new PersonAtProvider(id, email ?? $"{Guid.NewGuid():N}@gmail.com", verified, "Ann Lee");
    }

    /// <summary>A browser with its own cookies.</summary>
    internal Browser Open(string? accessToken = null) => new(this, accessToken);

    internal IProviderDouble Double(string provider) => _doubles[provider];

    private static void Enable(Dictionary<string, string?> settings, string code, Dictionary<string, string?> own)
    {
        settings[$"Adapters:Identity:{code}:Enabled"] = "true";
        foreach (var (key, value) in own) settings[$"Adapters:Identity:{code}:{key}"] = value;
    }
}

/// <summary>A person's browser: it keeps the cookie of the market and goes where it is sent.</summary>
internal sealed class Browser(ProviderMarket market, string? accessToken)
{
    private string? _cookie;

    /// <summary>The address to go to, and what came with it.</summary>
    public async Task<Uri> Begin(string provider)
    {
        var answer = await Send(HttpMethod.Post, Path(provider, "begin"), null);
        var body = await People.Json(answer, 200);
        if (answer.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            Cookie = cookies.Single();
            _cookie = Cookie[..Cookie.IndexOf(';', StringComparison.Ordinal)];
        }

        return new Uri(body.GetProperty("address").GetString()!);
    }

    /// <summary>The cookie as it was set.</summary>
    public string Cookie { get; private set; } = "";

    /// <summary>Goes to the provider and agrees.</summary>
    public async Task<BroughtBack> Agree(string provider, PersonAtProvider person) => market.Double(provider).Agree(await Begin(provider), person);

    /// <summary>Tells the market what the provider said.</summary>
    public Task<HttpResponseMessage> Complete(string provider, BroughtBack back) => Send(
        HttpMethod.Post, Path(provider, "complete"),
        new { state = back.State, code = back.Code, error = back.Error, iss = back.Issuer, user = back.Person });

    /// <summary>The whole way.</summary>
    public async Task<HttpResponseMessage> Come(string provider, PersonAtProvider person) => await Complete(provider, await Agree(provider, person));

    /// <summary>The whole way, into an account.</summary>
    public async Task<Person> Enter(string provider, PersonAtProvider person) =>
        new(market.Host, person.Email ?? "", await People.Json(await Come(provider, person), 200));

    private string Path(string provider, string step) => accessToken is null ? $"auth/external/{provider}/{step}" : $"me/identities/{provider}/{step}";

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body)
    {
        using var handler = new SocketsHttpHandler { UseCookies = false };
        using var client = new HttpClient(handler) { BaseAddress = market.Host.Api };
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body, options: JsonSerializerOptions.Web);
        if (_cookie is not null) request.Headers.Add("Cookie", _cookie);
        if (accessToken is not null) request.Headers.Authorization = new("Bearer", accessToken);
        var answer = await client.SendAsync(request);
        await answer.Content.LoadIntoBufferAsync();
        return answer;
    }
}
