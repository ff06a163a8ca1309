using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Marketplace.Contracts.Kit;

/// <summary>A request as the fake provider received it.</summary>
public sealed record ScriptedRequest(
    string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, byte[] Body);

/// <summary>What the fake provider answers.</summary>
public sealed record ScriptedAnswer(int Status, string ContentType, byte[] Body)
{
    /// <summary>The connection ends without an answer.</summary>
    public static readonly ScriptedAnswer HangUp = new(0, "", []);

    /// <summary>A JSON answer.</summary>
    public static ScriptedAnswer Json(string body, int status = 200) =>
        new(status, "application/json", System.Text.Encoding.UTF8.GetBytes(body));
}

/// <summary>What goes wrong with one request.</summary>
public enum Fault
{
    /// <summary>Nothing: it is a later one that goes wrong.</summary>
    None,

    /// <summary>The connection is cut before the provider has done anything.</summary>
    HangUpBefore,

    /// <summary>The provider does what it was asked and the connection is cut before it can say so.</summary>
    HangUpAfter,

    /// <summary>The provider does what it was asked and answers after <see cref="ScriptedProvider.Lateness"/>.</summary>
    Late,

    /// <summary>The provider does what it was asked and answers 500.</summary>
    BreaksAfter,

    /// <summary>A gateway in front answers 502 with a page; the provider never saw the request.</summary>
    BadGateway,

    /// <summary>The provider does what it was asked and answers 200 with something that is no JSON.</summary>
    Garbage,

    /// <summary>The provider does what it was asked and answers 200 with JSON that says nothing.</summary>
    EmptyObject,

    /// <summary>The provider does what it was asked and answers with half of its body.</summary>
    Truncated,
}

/// <summary>A provider on a loopback port: its behaviour is a function, and the next requests can be made to go wrong.</summary>
public sealed class ScriptedProvider : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Fault> _faults = new();
    private readonly ConcurrentQueue<ScriptedRequest> _requests = new();
    private readonly Func<ScriptedRequest, CancellationToken, Task<ScriptedAnswer>> _behaviour;

    private ScriptedProvider(WebApplication app, Func<ScriptedRequest, CancellationToken, Task<ScriptedAnswer>> behaviour) =>
        (_app, _behaviour) = (app, behaviour);

    /// <summary>How late a late answer is; gateways under test must give up after a second at most.</summary>
    public static readonly TimeSpan Lateness = TimeSpan.FromSeconds(3);

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>Every request so far, in order of arrival.</summary>
    public IReadOnlyList<ScriptedRequest> Requests => [.. _requests];

    /// <summary>Starts a provider that behaves like this.</summary>
    public static async Task<ScriptedProvider> Start(Func<ScriptedRequest, CancellationToken, Task<ScriptedAnswer>> behaviour)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var provider = new ScriptedProvider(app, behaviour);
        app.Run(provider.Serve);
        await app.StartAsync();
        return provider;
    }

    /// <summary>The next request that arrives goes wrong like this; several calls queue up.</summary>
    public void Next(Fault fault) => _faults.Enqueue(fault);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }

    private async Task Serve(HttpContext context)
    {
        var request = await Read(context.Request);
        _requests.Enqueue(request);
        var fault = _faults.TryDequeue(out var next) ? next : (Fault?)null;
        if (fault == Fault.HangUpBefore)
        {
            context.Abort();
            return;
        }

        if (fault == Fault.BadGateway)
        {
            await Write(context, new ScriptedAnswer(502, "text/html", "<html>Bad gateway</html>"u8.ToArray()));
            return;
        }

        // Carried out even when the caller has gone: that is what a lost answer means.
        var answer = await _behaviour(request, CancellationToken.None);
        if (fault == Fault.Late) await Task.Delay(Lateness, context.RequestAborted);
        if (fault == Fault.HangUpAfter || answer == ScriptedAnswer.HangUp)
        {
            context.Abort();
            return;
        }

        await Write(context, fault switch
        {
            Fault.BreaksAfter => ScriptedAnswer.Json("""{"error":"internal"}""", 500),
            Fault.Garbage => new ScriptedAnswer(200, "application/json", "<<<not json>>>"u8.ToArray()),
            Fault.EmptyObject => ScriptedAnswer.Json("{}"),
            Fault.Truncated => answer with { Body = answer.Body[..(answer.Body.Length / 2)] },
            _ => answer,
        });
    }

    private static async Task<ScriptedRequest> Read(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var headers = request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString());
        return new ScriptedRequest(request.Method, request.Path, request.QueryString.Value ?? "", headers, body.ToArray());
    }

    private static async Task Write(HttpContext context, ScriptedAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        await context.Response.Body.WriteAsync(answer.Body);
    }
}
