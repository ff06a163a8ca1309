using System.Diagnostics;
using System.Security.Cryptography;

namespace Marketplace.Lab;

/// <summary>The marketplace as a process of its own, that may be killed at any instruction and started again on the same address and files.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-host-").FullName;
    private readonly Dictionary<string, string> _settings;
    private readonly string _program;
    private Process? _process;

    /// <summary>Prepares a host on a database; nothing runs before <see cref="Start"/>.</summary>
    public HostProcess(string program, string connection, IReadOnlyDictionary<string, string>? settings = null)
    {
        _program = program;
        Address = new Uri($"http://127.0.0.1:{PostgresCluster.FreePort()}");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _settings = new Dictionary<string, string>
        {
            ["ConnectionStrings__Marketplace"] = connection, ["ASPNETCORE_URLS"] = Address.ToString().TrimEnd('/'), ["Host__Migrate"] = "true",
            ["Market__Sandbox"] = "true", ["Limits__Profile"] = "load", ["Logging__LogLevel__Default"] = "Warning",
            ["Identity__SigningKey"] = Convert.ToBase64String(key.ExportPkcs8PrivateKey()),
            ["Identity__Pepper"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["Identity__FirstAdmin__Email"] = "admin@demo.test", ["Identity__FirstAdmin__Password"] = AdminPassword,
            ["Adapters__Payments__sandbox__Enabled"] = "true",
            ["Adapters__Payments__sandbox__DataPath"] = Path.Combine(_folder, "payments"),
            ["Adapters__Payments__sandbox__WebhookSecret"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["Adapters__Shipping__local__WebhookSecret"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["Adapters__Notifications__sandbox__Path"] = Path.Combine(_folder, "mail.jsonl"),
            ["Adapters__Storage__filesystem__Root"] = Path.Combine(_folder, "files"),
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>()) _settings[name] = value;
    }

    /// <summary>Password of the first administrator, <c>admin@demo.test</c>.</summary>
    public const string AdminPassword = "lab administrator 2026";

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Process id while it runs.</summary>
    public int ProcessId => _process!.Id;

    /// <summary>Starts it and waits until it is ready; returns how long that took.</summary>
    public async Task<TimeSpan> Start()
    {
        var watch = Stopwatch.StartNew();
        var start = new ProcessStartInfo("dotnet", [_program]) { WorkingDirectory = Path.GetDirectoryName(_program)! };
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        foreach (var (name, value) in _settings) start.Environment[name] = value;
        _process = Process.Start(start)!;
        var log = TextWriter.Synchronized(new StreamWriter(Path.Combine(_folder, "host.log"), append: true) { AutoFlush = true });
        _process.OutputDataReceived += (_, line) => log.WriteLine(line.Data);
        _process.ErrorDataReceived += (_, line) => log.WriteLine(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        for (; watch.Elapsed < TimeSpan.FromSeconds(120); await Task.Delay(25))
        {
            if (_process.HasExited) throw new InvalidOperationException("The host ended: " + Log());
            try
            {
                using var answer = await http.GetAsync(new Uri(Address, "/health/ready"));
                if (answer.IsSuccessStatusCode) return watch.Elapsed;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                // Not listening yet.
                continue;
            }
        }

        throw new TimeoutException("The host was not ready in two minutes: " + Log());
    }

    /// <summary>Kills it with SIGKILL.</summary>
    public async Task Kill()
    {
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop and waits for the graceful end.</summary>
    public async Task Stop()
    {
        using var term = Process.Start("kill", ["-TERM", ProcessId.ToString(null as IFormatProvider)]);
        await _process!.WaitForExitAsync();
    }

    /// <summary>The last lines it wrote.</summary>
    public string Log() => string.Join('\n', File.ReadLines(Path.Combine(_folder, "host.log")).TakeLast(20));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false }) await Kill();
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
