using System.Diagnostics;
using Marketplace.Lab;
using Npgsql;

namespace Marketplace.Bench;

/// <summary>The floor: the same rows read by pgbench with prepared statements, and the plain inserts of a purchase, on the same database.</summary>
internal static class Floor
{
    private const string List = "SELECT * FROM catalog.listings ORDER BY listed_at DESC, product DESC LIMIT 24;";
    private const string Purchase = """
        BEGIN;
        INSERT INTO bench_orders DEFAULT VALUES;
        INSERT INTO bench_lines SELECT n, n, n FROM generate_series(1, 12) n;
        UPDATE bench_stock SET reserved = reserved + 1 WHERE id = 1 + (random() * 9999)::int;
        UPDATE bench_stock SET reserved = reserved + 1 WHERE id = 1 + (random() * 9999)::int;
        COMMIT;
        BEGIN;
        INSERT INTO bench_lines SELECT n, n, n FROM generate_series(1, 12) n;
        COMMIT;
        """;

    /// <summary>Prints rate and CPU per operation for each.</summary>
    public static async Task Print(PostgresCluster database, int seconds)
    {
        await using (var connection = new NpgsqlConnection(database.Connection))
        {
            await connection.OpenAsync();
            await using var make = new NpgsqlCommand("""
                CREATE TABLE IF NOT EXISTS bench_orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz DEFAULT now());
                CREATE TABLE IF NOT EXISTS bench_lines (a int, b int, c int);
                CREATE TABLE IF NOT EXISTS bench_stock (id int PRIMARY KEY, reserved int NOT NULL DEFAULT 0);
                INSERT INTO bench_stock SELECT n FROM generate_series(1, 10000) n ON CONFLICT DO NOTHING;
                """, connection);
            await make.ExecuteNonQueryAsync();
        }

        await Measure("floor: list rows", List, database, seconds);
        await Measure("floor: purchase rows", Purchase, database, seconds);
    }

    /// <summary>Prints where the database spent its time over the whole run, by statement.</summary>
    public static async Task PrintStatements(PostgresCluster database)
    {
        await using var connection = new NpgsqlConnection(database.Connection);
        await connection.OpenAsync();
        await using var top = new NpgsqlCommand("""
            CREATE EXTENSION IF NOT EXISTS pg_stat_statements;
            SELECT calls, round(total_exec_time::numeric), round(mean_exec_time::numeric, 3), left(regexp_replace(query, '\s+', ' ', 'g'), 110)
            FROM pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
            ORDER BY total_exec_time DESC LIMIT 16
            """, connection);
        await using var rows = await top.ExecuteReaderAsync();
        while (await rows.ReadAsync()) Console.WriteLine($"{rows[0],9} calls {rows[1],8} ms {rows[2],9} ms each  {rows[3]}");
    }

    private static async Task Measure(string name, string script, PostgresCluster database, int seconds)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, script);
            var target = new NpgsqlConnectionStringBuilder(database.Connection);
            var before = ProcessCpu.OfFamily(database.ProcessId);
            using var pgbench = Process.Start(new ProcessStartInfo("pgbench",
                ["-n", "-M", "prepared", "-c", "16", "-j", "1", "-T", $"{seconds}", "-f", file, "-h", target.Host!, "-p", $"{target.Port}", "-U", target.Username!, target.Database!])
            {
                RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
            var text = await pgbench.StandardOutput.ReadToEndAsync();
            await pgbench.WaitForExitAsync();
            var count = double.Parse(text.Split('\n').First(l => l.Contains("actually processed", StringComparison.Ordinal)).Split(':')[1].Split('/', ' ')[1], null);
            var cpu = ProcessCpu.OfFamily(database.ProcessId) - before;
            Console.WriteLine(FormattableString.Invariant($"{name,-26}{16,8}{count / seconds,10:0}{"",36}{1000 * cpu / count,8:0.000}"));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
