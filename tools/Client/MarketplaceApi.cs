using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Marketplace.Client;

/// <summary>A caller of the public REST API: one account, one visitor, or nobody. Calls that the host could not answer are repeated with the same key.</summary>
public sealed class MarketplaceApi(HttpClient http)
{
    private const int Tries = 8;
    private string? _token;
    private string? _password;

    /// <summary>The signed-in account, if any.</summary>
    public Guid? User { get; private set; }

    /// <summary>The visitor's secret, if the caller buys without an account.</summary>
    public string? CartToken { get; init; }

    /// <summary>A client over its own connection pool; <paramref name="api"/> is the host's address without path.</summary>
    public static HttpClient Connect(Uri api) => new(new SocketsHttpHandler { MaxConnectionsPerServer = 64, PooledConnectionLifetime = TimeSpan.FromMinutes(10) })
    {
        BaseAddress = new Uri(api, "/api/v1/"), Timeout = TimeSpan.FromSeconds(30),
    };

    /// <summary>Makes an account and signs in.</summary>
    public async Task<MarketplaceApi> Register(string email, string password, string name, string locale = "ru")
    {
        Take(await Post("auth/register", new { email, password, name, locale }));
        _password = password;
        return this;
    }

    /// <summary>Signs in; roles and shop are those of this moment.</summary>
    public async Task<MarketplaceApi> SignIn(string email, string password)
    {
        Take(await Post("auth/login", new { email, password }));
        _password = password;
        return this;
    }

    /// <summary>Reads a resource, with extra headers if any.</summary>
    public Task<JsonElement> Get(string path, params (string Name, string Value)[] headers) => Send(HttpMethod.Get, path, null, null, headers);

    /// <summary>Creates or acts; <paramref name="key"/> makes a repeated call harmless.</summary>
    public Task<JsonElement> Post(string path, object? body = null, string? key = null) =>
        Send(HttpMethod.Post, path, body ?? new { }, key ?? Guid.NewGuid().ToString("N"));

    /// <summary>Replaces a resource.</summary>
    public Task<JsonElement> Put(string path, object body) => Send(HttpMethod.Put, path, body, null);

    /// <summary>Reads all pages of a list.</summary>
    public async IAsyncEnumerable<JsonElement> All(string path)
    {
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await Get($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit=100{(cursor == "" ? "" : "&cursor=" + cursor)}");
            foreach (var item in page.GetProperty("items").EnumerateArray()) yield return item;
            cursor = page.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }
    }

    private void Take(JsonElement tokens)
    {
        _token = tokens.GetProperty("accessToken").GetString();
        User = tokens.GetProperty("userId").GetGuid();
    }

    private async Task<JsonElement> Send(
        HttpMethod method, string path, object? body, string? key, params (string Name, string Value)[] headers)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var request = new HttpRequestMessage(method, path);
                if (body is not null) request.Content = JsonContent.Create(body);
                if (_token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
                if (CartToken is not null) request.Headers.Add("X-Cart-Token", CartToken);
                if (key is not null) request.Headers.Add("Idempotency-Key", key);
                foreach (var (name, value) in headers) request.Headers.Add(name, value);
                using var answer = await http.SendAsync(request);
                var text = await answer.Content.ReadAsStringAsync();
                if (answer.IsSuccessStatusCode) return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
                if (attempt < Tries && answer.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(100 * attempt));
                    continue;
                }

                var refused = new ApiRefusedException(method, path, answer.StatusCode, text);
                if (refused.Code != "fresh-sign-in-required" || _password is null || attempt == Tries) throw refused;
                await Post("auth/reauthenticate", new { password = _password });
            }
            catch (HttpRequestException) when (attempt < Tries)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200 * attempt));
            }
        }
    }
}

/// <summary>The API refused; <see cref="Code"/> is the problem's stable code.</summary>
public sealed class ApiRefusedException(HttpMethod method, string path, HttpStatusCode status, string body)
    : Exception($"{method} {path} answered {(int)status}: {body}")
{
    /// <summary>The HTTP status.</summary>
    public HttpStatusCode Status => status;

    /// <summary>The problem's code; empty when the body is no problem.</summary>
    public string Code { get; } = Read(body);

    private static string Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(body).GetProperty("code").GetString() ?? "";
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return "";
        }
    }
}
