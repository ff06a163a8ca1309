using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Marketplace.Tests.Integration.Identity;

/// <summary>Accounts made and used through the public API, as people would.</summary>
internal static class People
{
    public const string Password = "correct horse battery";

    /// <summary>An address nobody else in this run uses.</summary>
    public static string Address() => $"{Guid.NewGuid():N}@example.com";

    public static async Task<Person> Register(TestHost host, string? email = null)
    {
        var body = new { email = email ?? Address(), password = Password, name = "Ann", locale = "en" };
        var answer = await host.Anyone().PostAsJsonAsync("auth/register", body);
        return new Person(host, body.email, await Json(answer, 201));
    }

    public static async Task<Person> LogIn(TestHost host, string email, string password = Password) =>
        new(host, email, await Json(await host.Anyone().PostAsJsonAsync("auth/login", new { email, password }), 200));

    /// <summary>The body of an answer with the expected status.</summary>
    public static async Task<JsonElement> Json(HttpResponseMessage answer, int status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        if ((int)answer.StatusCode != status) throw new InvalidOperationException(
            $"{(int)answer.StatusCode} instead of {status}: {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The problem code of an answer with the expected status.</summary>
    public static async Task<string?> Code(HttpResponseMessage answer, int status) =>
        (await Json(answer, status)).GetProperty("code").GetString();

    public static HttpClient With(TestHost host, string accessToken)
    {
        var client = host.Anyone();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return client;
    }

    public static async Task<HttpResponseMessage> Patch(HttpClient client, string address, object body, string? tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, address) { Content = JsonContent.Create(body) };
        if (tag is not null) request.Headers.TryAddWithoutValidation("If-Match", tag);
        return await client.SendAsync(request);
    }

    public static async Task<HttpResponseMessage> Delete(HttpClient client, string address, string? tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, address);
        if (tag is not null) request.Headers.TryAddWithoutValidation("If-Match", tag);
        return await client.SendAsync(request);
    }
}

/// <summary>A signed-in person.</summary>
internal sealed record Person(TestHost Host, string Email, JsonElement Tokens)
{
    public Guid Id => Tokens.GetProperty("userId").GetGuid();
    public string Access => Tokens.GetProperty("accessToken").GetString()!;
    public string Refresh => Tokens.GetProperty("refreshToken").GetString()!;
    public string Session => Tokens.GetProperty("sessionId").GetString()!;
    public HttpClient Client { get; } = People.With(Host, Tokens.GetProperty("accessToken").GetString()!);
}
