using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Marketplace.Bench;

/// <summary>What signed-in clients do all day: sign in, renew their tokens, read with them.</summary>
/// <remarks>
/// A read with a token the host has seen costs what the read costs; a renewal followed by a read shows what proving a token for the
/// first time adds. Every measuring client has a session of its own, because a refresh token counts once.
/// </remarks>
internal sealed class SignedIn(HttpClient http)
{
    private readonly ConcurrentDictionary<int, (string Access, string Refresh)> _tokens = new();

    /// <summary>A password, checked with all the work that takes.</summary>
    public async Task SignIn(int client) => _tokens[client] = await Tokens("auth/login", Credentials(client));

    /// <summary>New tokens for the ones received last.</summary>
    public async Task Refresh(int client)
    {
        var (_, refresh) = await Of(client);
        _tokens[client] = await Tokens("auth/refresh", new { refreshToken = refresh });
    }

    /// <summary>A small read with a token the host knows.</summary>
    public async Task Read(int client)
    {
        var (access, _) = await Of(client);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("me/consents", UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", access);
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The same read with a token the host has never seen.</summary>
    public async Task RefreshAndRead(int client)
    {
        await Refresh(client);
        await Read(client);
    }

    // Access tokens are good for ten minutes, longer than one measurement takes; the next one begins with a renewal.
    private async Task<(string Access, string Refresh)> Of(int client)
    {
        if (!_tokens.ContainsKey(client)) await SignIn(client);
        return _tokens[client];
    }

    private async Task<(string Access, string Refresh)> Tokens(string path, object body)
    {
        using var answer = await http.PostAsJsonAsync(path, body);
        answer.EnsureSuccessStatusCode();
        var tokens = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (tokens.GetProperty("accessToken").GetString()!, tokens.GetProperty("refreshToken").GetString()!);
    }

    private static object Credentials(int client) => new { email = $"owner{client % 10}@lab.test", password = "lab password 2026" };
}
