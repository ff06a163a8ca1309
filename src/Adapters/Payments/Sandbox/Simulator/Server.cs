using System.Net;
using System.Net.Sockets;

namespace Marketplace.Adapters.Payments.Sandbox.Simulator;

/// <summary>Serves the simulator over HTTP on a port of its own.</summary>
internal sealed class Server(SimulatorFront front, string listen) : IDisposable
{
    private readonly HttpListener _listener = new();

    /// <summary>Starts listening and says where.</summary>
    public Uri Start()
    {
        var address = new UriBuilder(listen);
        if (address.Port == 0) address.Port = FreePort();
        _listener.Prefixes.Add(address.Uri.AbsoluteUri);
        if (address.Uri.IsLoopback) _listener.Prefixes.Add(new UriBuilder(address.Uri) { Host = "localhost" }.Uri.AbsoluteUri);
        _listener.Start();
        return address.Uri;
    }

    public async Task Work(CancellationToken stopping)
    {
        await using var stop = stopping.Register(_listener.Stop);
        while (!stopping.IsCancellationRequested)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                if (stopping.IsCancellationRequested) return;
                continue;
            }

            _ = Task.Run(() => Serve(context, stopping), CancellationToken.None);
        }
    }

    public void Dispose() => ((IDisposable)_listener).Dispose();

    private async Task Serve(HttpListenerContext context, CancellationToken stopping)
    {
        try
        {
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body, stopping);
            var answer = await front.Handle(new SimRequest(
                context.Request.HttpMethod, context.Request.Url!.AbsolutePath, context.Request.Url.Query,
                context.Request.Headers[Wire.WireFormat.KeyHeader], context.Request.Headers["Authorization"], body.ToArray()), stopping);
            if (answer == SimAnswer.Cut)
            {
                context.Response.Abort();
                return;
            }

            context.Response.StatusCode = answer.Status;
            context.Response.ContentType = answer.ContentType;
            if (answer.Location is { } location) context.Response.RedirectLocation = location;
            await context.Response.OutputStream.WriteAsync(answer.Body, stopping);
            context.Response.Close();
        }
        catch (Exception)
        {
            // A caller that went away, or a fault of the simulator: either way this connection has no answer.
            context.Response.Abort();
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
