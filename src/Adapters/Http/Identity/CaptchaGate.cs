using System.Reflection;
using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Ports;
using Marketplace.Ports.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Adapters.Http.Identity;

/// <summary>Asks for a captcha where there is reason to and a provider is configured; without one, locks alone protect (S7).</summary>
public sealed class CaptchaGate
{
    private const int LongestAnswer = 8192;
    private readonly HttpContext _context;

    private CaptchaGate(HttpContext context) => _context = context;

    /// <summary>Binds the gate of a request.</summary>
    public static ValueTask<CaptchaGate> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult(new CaptchaGate(context));

    /// <summary>
    /// Before anybody may cause letters and accounts: closed while the provider is away, for nobody is locked out by that.
    /// </summary>
    internal async Task<IResult?> ForStrangers(string action, string? answer, CancellationToken ct) =>
        Provider() is { } provider && Terms().Limits.CaptchaAlways ? await Check(provider, action, answer, open: false, ct) : null;

    /// <summary>After failures: open while the provider is away, for locks still hold and customers want to get in.</summary>
    internal async Task<IResult?> ForSignIn(GetSignInBarrier who, string? answer, CancellationToken ct)
    {
        if (Provider() is not { } provider) return null;
        var asked = await _context.RequestServices.GetRequiredService<IQuery<GetSignInBarrier, SignInBarrierView>>().Handle(who, ct);
        if (asked.Failed(out var error, out var barrier)) return Problem.From(error);
        return barrier.CaptchaWanted ? await Check(provider, "login", answer, open: true, ct) : null;
    }

    private static async Task<IResult?> Check(
        (string Code, ICaptcha Captcha) provider, string action, string? answer, bool open, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(answer)) return Wanted(provider, "captcha-required", "Solve the captcha and send its answer.");
        if (answer.Length > LongestAnswer) return Wanted(provider, "captcha-refused", "This is no answer to the captcha.");

        return await provider.Captcha.Check(answer, action, ct) switch
        {
            CaptchaOutcome.Passed => null,
            CaptchaOutcome.Refused => Wanted(provider, "captcha-refused", "The captcha was not solved, or its answer was used before."),
            _ => open ? null : Problem.Of(503, "captcha-unavailable", "The captcha cannot be checked right now; try again in a moment."),
        };
    }

    private static IResult Wanted((string Code, ICaptcha Captcha) provider, string code, string detail) =>
        Problem.From(new Kernel.Error(Kernel.ErrorKind.Invalid, code, detail)
        {
            Facts = new Dictionary<string, object?> { ["provider"] = provider.Code, ["siteKey"] = provider.Captcha.SiteKey },
        });

    private (string Code, ICaptcha Captcha)? Provider()
    {
        var providers = _context.RequestServices.GetRequiredService<IProviders<ICaptcha>>();
        return providers.Codes is [var code, ..] && providers.Find(code) is { } captcha ? (code, captcha) : null;
    }

    private AccountTerms Terms() => _context.RequestServices.GetRequiredService<IAccountTerms>().Current;
}
