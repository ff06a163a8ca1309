using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Marketplace.Ports.Identity;

namespace Marketplace.Adapters.Captcha.Turnstile;

/// <summary>Asks siteverify about an answer. The page names its form in data-action; an answer given on another form is refused.</summary>
internal sealed class TurnstileCheck(HttpClient http, TurnstileOptions options) : ICaptcha
{
    // What these say is about us, not about the person.
    private static readonly string[] OurFault = ["missing-input-secret", "invalid-input-secret", "bad-request", "internal-error"];

    public string SiteKey => options.SiteKey;

    public async Task<CaptchaOutcome> Check(string answer, string action, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["secret"] = options.Secret, ["response"] = answer,
        });
        try
        {
            using var response = await http.PostAsync(new Uri("siteverify", UriKind.Relative), form, ct);
            if ((int)response.StatusCode >= 500) return new CaptchaOutcome.Unknown($"HTTP {(int)response.StatusCode}");
            return Translate(await response.Content.ReadFromJsonAsync<Verdict>(ct), action);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or IOException)
        {
            return new CaptchaOutcome.Unknown(e.GetType().Name);
        }
    }

    private CaptchaOutcome Translate(Verdict? verdict, string action) => verdict switch
    {
        { Success: true } when options.IsTest => new CaptchaOutcome.Passed(),
        { Success: true, Hostname: var host } when !options.IsOurs(host) => new CaptchaOutcome.Refused("wrong-host"),
        { Success: true, Action: var form } => form == action ? new CaptchaOutcome.Passed() : new CaptchaOutcome.Refused("wrong-action"),
        { Success: false, Codes: var codes } when codes?.FirstOrDefault(c => OurFault.Contains(c)) is { } ours => new CaptchaOutcome.Unknown(ours),
        { Success: false, Codes: var codes } => new CaptchaOutcome.Refused(codes is [var first, ..] ? first : "refused"),
        _ => new CaptchaOutcome.Unknown("an answer that says nothing"),
    };

    private sealed record Verdict(
        bool? Success, string? Hostname, string? Action, [property: JsonPropertyName("error-codes")] IReadOnlyList<string>? Codes);
}
