using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Marketplace.Tests.Integration;

/// <summary>A Redis of one's own, kept in memory, that can be stopped and started in the middle of a test.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-redis-").FullName;
    private readonly int _port = FreePort();
    private Process? _process;

    /// <summary>Settings of a host that shares its memory through this server.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["Adapters:SharedMemory:redis:Enabled"] = "true", ["Adapters:SharedMemory:redis:Connection"] = $"127.0.0.1:{_port}",
    };

    public static async Task<RedisServer> Start()
    {
        var server = new RedisServer();
        await server.Run();
        return server;
    }

    /// <summary>Starts it, empty, and waits until it answers.</summary>
    public async Task Run()
    {
        string[] arguments =
            ["--port", $"{_port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", _folder, "--daemonize", "no"];
        _process = Process.Start(new ProcessStartInfo("redis-server", arguments) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("redis-server did not start.");
        _ = _process.StandardOutput.ReadToEndAsync();
        for (var until = DateTime.UtcNow.AddSeconds(10); ; await Task.Delay(20))
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, _port);
                return;
            }
            catch (SocketException) when (DateTime.UtcNow < until)
            {
                // Not listening yet.
                continue;
            }
        }
    }

    /// <summary>Kills it; what it held is gone.</summary>
    public async Task Kill()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false }) await Kill();
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
