using System.IO.Compression;
using System.Text;
using Marketplace.Application;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Marketplace.Ports.Sellers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Marketplace.Infrastructure.Persistence;

/// <summary>Lets go of what a context keeps about somebody, statement by statement in the running transaction.</summary>
internal sealed class PersonalRecords(MarketplaceDb db, IEnumerable<IPersonalTables> pieces) : IPersonalRecords
{
    public IReadOnlyList<string> Contexts { get; } = [.. pieces.Select(p => p.Context).Distinct().Order(StringComparer.Ordinal)];

    public async Task Erase(string context, UserId person, IReadOnlyList<ShopId> shops, CancellationToken ct)
    {
        await db.Begin(ct);

        // Some tables refuse changes by anybody; their triggers let an erasure through.
        await db.Database.ExecuteSqlRawAsync("SET LOCAL marketplace.erasing = 'on'; SET LOCAL statement_timeout = '2min'", ct);
        foreach (var piece in PersonalTable.Of(pieces.Where(p => p.Context == context)))
        {
            if (piece.Table.Erasing(db.Model) is { } statement)
                await db.Database.ExecuteSqlRawAsync(statement, PersonalArchive.Parameters(person, shops), ct);
        }

        await db.Database.ExecuteSqlRawAsync("SET LOCAL marketplace.erasing = 'off'; SET LOCAL statement_timeout TO DEFAULT", ct);
    }
}

/// <summary>Everything the marketplace keeps about somebody as a ZIP of JSON, a folder per context and a file per table.</summary>
internal sealed class PersonalArchive(
    NpgsqlDataSource database, MarketplaceDb db, IEnumerable<IPersonalTables> pieces, IOwnedShops owned) : IPersonalArchive
{
    private const string ReadMe = """
        This archive holds what this marketplace keeps about you: a folder per part of the system, a file per kind of record.
        Every file is a JSON array of records; names are those of the database, times are UTC, amounts are in the smallest unit of
        their currency. Left out are secrets (passwords, tokens, keys, codes) and what is about other people.
        Where the entries come from, who receives them and how long they stay is in the privacy notice of the marketplace.
        """;

    public async Task<byte[]> Pack(UserId person, CancellationToken ct)
    {
        var shops = await owned.Of(person, ct);
        using var bytes = new MemoryStream();

        // One moment for all tables; accounts with a long history may take a while.
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var moment = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        await using (var patience = new NpgsqlCommand("SET LOCAL statement_timeout = '2min'", connection)) await patience.ExecuteNonQueryAsync(ct);
        await using (var zip = await ZipArchive.CreateAsync(bytes, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, ct))
        {
            await using (var readMe = await zip.CreateEntry("README.txt").OpenAsync(ct))
                await readMe.WriteAsync(Encoding.UTF8.GetBytes(ReadMe), ct);

            foreach (var tables in PersonalTable.Of(pieces).GroupBy(t => File(t.Context, t.Table)))
            {
                var readings = tables.Select(t => t.Table.Reading(db.Model)).OfType<string>().ToList();
                if (readings.Count == 0) continue;
                await using var entry = await zip.CreateEntry(tables.Key, CompressionLevel.Optimal).OpenAsync(ct);
                await Write(entry, connection, readings, Parameters(person, shops), ct);
            }
        }

        return bytes.ToArray();
    }

    internal static NpgsqlParameter[] Parameters(UserId person, IReadOnlyList<ShopId> shops) =>
    [
        new NpgsqlParameter<Guid>("person", person.Value),
        new NpgsqlParameter<Guid[]>("shops", [.. shops.Select(s => s.Value)]),
    ];

    private string File(string context, PersonalTable table) => $"{context}/{table.TypeIn(db.Model).GetTableName()}.json";

    private static async Task Write(
        Stream entry, NpgsqlConnection connection, List<string> readings, NpgsqlParameter[] parameters, CancellationToken ct)
    {
        await using var text = new StreamWriter(entry, new UTF8Encoding(false), leaveOpen: true);
        await text.WriteAsync('[');
        var first = true;
        foreach (var reading in readings)
        {
            await using var ask = new NpgsqlCommand(reading, connection);
            ask.Parameters.AddRange(parameters.Select(p => p.Clone()).ToArray());
            await using var rows = await ask.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct))
            {
                await text.WriteAsync(first ? "\n" : ",\n");
                await text.WriteAsync(rows.GetString(0).AsMemory(), ct);
                first = false;
            }
        }

        await text.WriteAsync("\n]\n");
    }
}

/// <summary>Finds the pieces of all contexts.</summary>
internal sealed class PersonalRegistration : IContextRegistration
{
    public void Register(IServiceCollection services, IConfiguration settings)
    {
        services.AddScoped<IPersonalRecords, PersonalRecords>();
        foreach (var piece in typeof(PersonalRegistration).Assembly.GetTypes()
            .Where(t => t is { IsInterface: false } && t.IsAssignableTo(typeof(IPersonalTables))))
            services.AddSingleton(typeof(IPersonalTables), piece);
    }
}
