using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Marketplace.Contracts.Kit;
using Marketplace.Contracts.Kit.Identity;
using Microsoft.AspNetCore.WebUtilities;

namespace Marketplace.Tests.Integration.Adapters.Identity;

/// <summary>An authorization request a person agreed to.</summary>
internal sealed record Grant(PersonAtProvider Person, string Redirect, string? Nonce, string? Challenge);

/// <summary>What all providers have in common: they check requests strictly, and a code counts once, for who asked for it.</summary>
internal sealed class Grants(string clientId, string callback, bool pkce)
{
    private readonly ConcurrentDictionary<string, Grant> _open = new();

    public bool KnowsUs { get; set; } = true;

    /// <summary>A request as a browser brings it; what the provider would show an error page for throws.</summary>
    public Dictionary<string, string> Read(Uri address, string path, params (string Name, string Value)[] wanted)
    {
        Demand(address.AbsolutePath == path, $"path {address.AbsolutePath}");
        var query = QueryHelpers.ParseQuery(address.Query).ToDictionary(p => p.Key, p => p.Value.Count == 1 ? p.Value[0]! : throw new InvalidOperationException($"{p.Key} twice"));
        Demand(query.GetValueOrDefault("client_id") == clientId, "client_id");
        Demand(query.GetValueOrDefault("redirect_uri") == callback, "redirect_uri");
        Demand(query.GetValueOrDefault("state") is { Length: > 0 }, "state");
        foreach (var (name, value) in wanted) Demand(query.GetValueOrDefault(name) == value, $"{name} is '{query.GetValueOrDefault(name)}', not '{value}'");
        if (pkce)
        {
            Demand(query.GetValueOrDefault("code_challenge_method") == "S256", "code_challenge_method");
            Demand(query.GetValueOrDefault("code_challenge") is { Length: 43 }, "code_challenge");
        }
        else
        {
            Demand(!query.ContainsKey("code_challenge"), "an unasked code_challenge");
        }

        return query;
    }

    /// <summary>A code for a person who agreed.</summary>
    public string Agree(Dictionary<string, string> query, PersonAtProvider person)
    {
        var code = "4/" + Guid.NewGuid().ToString("N");
        _open[code] = new Grant(person, query["redirect_uri"], query.GetValueOrDefault("nonce"), query.GetValueOrDefault("code_challenge"));
        return code;
    }

    /// <summary>What a code was given for; null when it is unknown, used, or asked for by somebody else.</summary>
    public Grant? Redeem(IReadOnlyDictionary<string, string> form)
    {
        if (!form.TryGetValue("code", out var code) || !_open.TryRemove(code, out var grant)) return null;
        if (form.GetValueOrDefault("redirect_uri") != grant.Redirect) return null;
        if (grant.Challenge is null) return grant;
        var verifier = Encoding.ASCII.GetBytes(form.GetValueOrDefault("code_verifier", ""));
        return Base64Url.EncodeToString(SHA256.HashData(verifier)) == grant.Challenge ? grant : null;
    }

    /// <summary>The form of a request; null when it carries none.</summary>
    public static Dictionary<string, string>? Form(ScriptedRequest request) =>
        request.Method == "POST" && request.Headers.GetValueOrDefault("content-type", "").StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal)
            ? new FormReader(Encoding.UTF8.GetString(request.Body)).ReadForm().ToDictionary(p => p.Key, p => p.Value.ToString())
            : null;

    private static void Demand(bool holds, string what)
    {
        if (!holds) throw new InvalidOperationException("The provider would not take this request: " + what);
    }
}
