using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Marketplace.Lab;

/// <summary>A private PostgreSQL cluster in a temporary folder, never run as root, that may be killed at any instruction and started again.</summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-pg-").FullName;
    private readonly string _binaries = FindBinaries();
    private readonly int _port = FreePort();

    private PostgresCluster()
    {
    }

    /// <summary>Connection string of its database.</summary>
    public string Connection => $"Host=127.0.0.1;Port={_port};Username=app;Database=marketplace";

    /// <summary>Process id of the postmaster.</summary>
    public int ProcessId => int.Parse(File.ReadLines(Path.Combine(_folder, "data", "postmaster.pid")).First(), null);

    /// <summary>Makes and starts a cluster; durable means every commit waits for the disk, as in production.</summary>
    public static async Task<PostgresCluster> Start(bool durable, bool statistics = false)
    {
        var cluster = new PostgresCluster();
        if (Environment.UserName == "root") await Run("chown", "postgres", cluster._folder);
        await AsOwner(
            Path.Combine(cluster._binaries, "initdb"), "-D", cluster.Data, "-A", "trust", "-U", "app", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8");
        var watched = statistics ? "shared_preload_libraries = 'pg_stat_statements'\n" : "";
        var lax = durable ? "" : "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n";
        await File.AppendAllTextAsync(Path.Combine(cluster.Data, "postgresql.conf"),
            $"port = {cluster._port}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\nmax_connections = 200\nshared_buffers = 256MB\n"
            + $"max_wal_size = 2GB\n{watched}{lax}");
        await cluster.Revive();
        await using var admin = new NpgsqlConnection(cluster.Connection.Replace("=marketplace", "=postgres", StringComparison.Ordinal));
        await admin.OpenAsync();
        await using var create = new NpgsqlCommand("CREATE DATABASE marketplace", admin);
        await create.ExecuteNonQueryAsync();
        return cluster;
    }

    /// <summary>Starts the server again after <see cref="Kill"/>; returns when it accepts connections, recovery included.</summary>
    public async Task Revive()
    {
        // A killed server's children may hold its shared memory for a moment; until they are gone a start is refused.
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await AsOwner(Path.Combine(_binaries, "pg_ctl"), "-D", Data, "-l", Path.Combine(_folder, "log"), "-w", "-t", "60", "-s", "start");
                return;
            }
            catch (InvalidOperationException) when (attempt < 20)
            {
                await Task.Delay(500);
            }
        }
    }

    /// <summary>Kills the postmaster and all its children with SIGKILL.</summary>
    public async Task Kill()
    {
        var postmaster = ProcessId;
        var family = ProcessCpu.Family(postmaster);
        foreach (var process in family.Prepend(postmaster).Distinct()) await Run("kill", "-9", process.ToString(null as IFormatProvider));
        for (var waited = 0; family.Any(p => Directory.Exists($"/proc/{p}") && !IsZombie(p)) && waited < 100; waited++) await Task.Delay(50);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (File.Exists(Path.Combine(Data, "postmaster.pid"))) await Kill();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A free TCP port on loopback.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private string Data => Path.Combine(_folder, "data");

    private static string FindBinaries() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(d => Path.Combine(d, "bin")).First(d => File.Exists(Path.Combine(d, "initdb")))
            : throw new InvalidOperationException("PostgreSQL's server programs are missing: apt-get install postgresql.");

    private static Task AsOwner(string program, params string[] arguments) => Environment.UserName == "root"
        ? Run("runuser", ["-u", "postgres", "--", program, .. arguments])
        : Run(program, arguments);

    private static bool IsZombie(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/stat").Split(')')[1].Trim()[0] == 'Z';
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static async Task Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = "/tmp", RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        // The server keeps the pipe open, so its end is not waited for.
        await process.WaitForExitAsync();
        if (process.ExitCode != 0 && program != "kill") throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
