namespace Marketplace.Tests.Integration.Host;

/// <summary>
/// The documented scoring of the HTTP Observatory, for what an answer's headers decide: from 100 points down by each fault, up by
/// bonuses that count only from 90 points on.
/// </summary>
internal static class Observatory
{
    public static (int Score, string Losses) Score(HttpResponseMessage answer)
    {
        var results = new[] { Policy(answer), Cookies(answer), Origins(answer), Transport(answer), Referrer(answer), Sniffing(answer), Frames(answer), Resources(answer) };
        var losses = results.Where(r => r.Points < 0).ToList();
        var score = 100 + losses.Sum(l => l.Points);
        if (score >= 90) score += results.Where(r => r.Points > 0).Sum(r => r.Points);
        return (score, string.Join(", ", losses.Select(l => $"{l.What} {l.Points}")));
    }

    // No policy -25; unsafe-inline or data: in script-src, or http: anywhere -20; unsafe-eval -10; unsafe-inline in styles only 0;
    // no unsafe words +5; the same with default-src 'none' +10.
    private static (string What, int Points) Policy(HttpResponseMessage answer)
    {
        if (Header(answer, "Content-Security-Policy") is not { } text) return ("no content security policy", -25);
        var rules = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(r => r.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToDictionary(r => r[0], r => r[1..]);
        var fallback = rules.GetValueOrDefault("default-src", ["*"]);
        var (scripts, styles) = (rules.GetValueOrDefault("script-src", fallback), rules.GetValueOrDefault("style-src", fallback));
        var objects = rules.GetValueOrDefault("object-src", fallback);
        if (scripts.Intersect(["'unsafe-inline'", "data:", "*", "https:", "http:"]).Any() || objects.Intersect(["*", "data:", "https:"]).Any())
            return ("script or object sources are open", -20);
        if (rules.Values.Any(sources => sources.Contains("http:"))) return ("plain http in the policy", -20);
        if (scripts.Contains("'unsafe-eval'")) return ("unsafe-eval", -10);
        if (styles.Contains("'unsafe-inline'")) return ("unsafe styles only", 0);
        return fallback is ["'none'"] ? ("policy without unsafe words and default-src none", 10) : ("policy without unsafe words", 5);
    }

    // Secure, HttpOnly and SameSite +5; session cookies without Secure -40, without HttpOnly -30; no cookies 0.
    private static (string What, int Points) Cookies(HttpResponseMessage answer)
    {
        if (!answer.Headers.TryGetValues("Set-Cookie", out var cookies)) return ("no cookies", 0);
        var texts = cookies.Select(c => c.ToLowerInvariant()).ToList();
        if (texts.Exists(c => !c.Contains("; secure", StringComparison.Ordinal))) return ("cookie without Secure", -40);
        if (texts.Exists(c => !c.Contains("; httponly", StringComparison.Ordinal))) return ("cookie without HttpOnly", -30);
        return texts.TrueForAll(c => c.Contains("samesite", StringComparison.Ordinal)) ? ("all cookies are safe", 5) : ("cookies without SameSite", 0);
    }

    // Anyone may read the answer with credentials -50.
    private static (string What, int Points) Origins(HttpResponseMessage answer) =>
        Header(answer, "Access-Control-Allow-Origin") is "*" && Header(answer, "Access-Control-Allow-Credentials") is "true"
            ? ("open to every origin", -50) : ("cross-origin reads", 0);

    // Missing -20; shorter than half a year -10.
    private static (string What, int Points) Transport(HttpResponseMessage answer)
    {
        if (Header(answer, "Strict-Transport-Security") is not { } text) return ("no strict transport", -20);
        var seconds = long.Parse(text.Split(';')[0].Split('=')[1], null);
        return seconds < 15_768_000 ? ("strict transport is short", -10) : ("strict transport", 0);
    }

    // Private +5; missing 0; unsafe -5.
    private static (string What, int Points) Referrer(HttpResponseMessage answer) => Header(answer, "Referrer-Policy") switch
    {
        "no-referrer" or "same-origin" or "strict-origin" or "strict-origin-when-cross-origin" => ("private referrer", 5),
        null => ("no referrer policy", 0),
        _ => ("unsafe referrer policy", -5),
    };

    private static (string What, int Points) Sniffing(HttpResponseMessage answer) =>
        Header(answer, "X-Content-Type-Options") is "nosniff" ? ("nosniff", 0) : ("content may be sniffed", -5);

    // By policy +5; by the older header 0; neither -20.
    private static (string What, int Points) Frames(HttpResponseMessage answer) =>
        Header(answer, "Content-Security-Policy")?.Contains("frame-ancestors", StringComparison.Ordinal) == true ? ("no frames by policy", 5)
        : Header(answer, "X-Frame-Options") is "DENY" or "SAMEORIGIN" ? ("no frames", 0) : ("may be framed", -20);

    // Same origin or same site +10; missing 0; cross-origin 0.
    private static (string What, int Points) Resources(HttpResponseMessage answer) =>
        Header(answer, "Cross-Origin-Resource-Policy") is "same-origin" or "same-site" ? ("own resources only", 10) : ("resources", 0);

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
