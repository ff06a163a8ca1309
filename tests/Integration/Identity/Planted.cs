using System.Globalization;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Marketplace.Tests.Integration.Identity;

/// <summary>A row in every table with personal columns, each such column with a word of its own, all about one person.</summary>
internal sealed class Planted(TestHost host, UserId person)
{
    // States in which nothing stands against an erasure.
    private static readonly Dictionary<string, string> States = new()
    {
        ["orders.orders.status"] = "COMPLETED", ["orders.seller_orders.state"] = "COMPLETED", ["orders.returns.state"] = "CLOSED",
        ["sellers.shops.status"] = "CLOSED", ["identity.letters.purpose"] = "CONFIRM",
    };

    private readonly Guid _shop = Guid.CreateVersion7();
    private int _words;

    /// <summary>The planted word of each personal column.</summary>
    public Dictionary<string, string> Words { get; } = [];

    public async Task Plant()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var model = scope.ServiceProvider.GetRequiredService<MarketplaceDb>().Model;
        await using var connection = await host.Database.OpenConnectionAsync();
        await Run(connection, "SET session_replication_role = replica");
        foreach (var tables in PersonalTable.Of(scope.ServiceProvider.GetServices<IPersonalTables>())
            .Select(p => p.Table).GroupBy(t => t.TypeIn(model)))
        {
            var entity = tables.Key;
            if (tables.Any(t => t.By != FoundBy.Nobody) && entity.GetProperties().Any(PersonalTests.IsPersonal))
                await Row(connection, model, entity, [.. tables]);
        }

        await Run(connection, "RESET session_replication_role");
    }

    private async Task Row(NpgsqlConnection connection, IModel model, IEntityType entity, List<PersonalTable> tables)
    {
        var name = $"{entity.GetSchema()}.{entity.GetTableName()}";
        var values = new Dictionary<string, object?>();
        await using (var ask = new NpgsqlCommand(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = $1 AND table_name = $2 "
            + "AND is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO'", connection))
        {
            ask.Parameters.Add(new() { Value = entity.GetSchema()! });
            ask.Parameters.Add(new() { Value = entity.GetTableName()! });
            await using var rows = await ask.ExecuteReaderAsync();
            while (await rows.ReadAsync()) values[rows.GetString(0)] = Anything(name, rows.GetString(0), rows.GetString(1));
        }

        foreach (var property in entity.GetProperties().Where(PersonalTests.IsPersonal))
            values[property.GetColumnName()] = Word($"{name}.{property.GetColumnName()}", property.GetColumnType());
        foreach (var table in tables)
            values[entity.FindProperty(table.Column)!.GetColumnName()] = Owner(model, table);

        var columns = values.Keys.ToList();
        var key = string.Join(", ", entity.FindPrimaryKey()!.Properties.Select(p => $"\"{p.GetColumnName()}\""));
        await using var plant = new NpgsqlCommand(
            $"INSERT INTO {name} ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) "
            + $"VALUES ({string.Join(", ", columns.Select((c, i) => Cast(values[c], i)))}) ON CONFLICT ({key}) DO UPDATE SET "
            + string.Join(", ", entity.GetProperties().Where(PersonalTests.IsPersonal).Select(p => p.GetColumnName())
                .Select(c => $"\"{c}\" = excluded.\"{c}\"")), connection);
        foreach (var column in columns) plant.Parameters.Add(new() { Value = values[column] is Json json ? json.Text : values[column] });
        await plant.ExecuteNonQueryAsync();
    }

    private object Owner(IModel model, PersonalTable table) => table.By switch
    {
        FoundBy.Person => person.Value,
        FoundBy.Shop => _shop,
        FoundBy.Parent => KeyOf(table.Parent!.TypeIn(model)),
        _ => person.Value.ToString(),
    };

    private object Word(string column, string type)
    {
        var word = $"zq{++_words:0000}";
        Words[column] = word;
        return type switch
        {
            "jsonb" => new Json(column.EndsWith("proof", StringComparison.Ordinal)
                ? $$"""{"file": "{{word}}"}"""
                : $$"""{"country": "UZ", "reason": "{{word}}"}"""),
            "bytea" => System.Text.Encoding.ASCII.GetBytes(word),
            _ => word,
        };
    }

    private object Anything(string table, string column, string type) => type switch
    {
        _ when States.TryGetValue($"{table}.{column}", out var state) => state,
        "uuid" => column == "id" ? KeyOf(table) : Guid.CreateVersion7(),
        "jsonb" => new Json("[]"),
        "timestamp with time zone" => DateTime.UtcNow,
        "date" => DateOnly.FromDateTime(DateTime.UtcNow),
        "boolean" => false,
        "bigint" => 1L,
        "integer" => 1,
        "bytea" => Array.Empty<byte>(),
        "ARRAY" => Array.Empty<string>(),
        _ => column.EndsWith("currency", StringComparison.Ordinal) ? "UZS" : "X",
    };

    private Guid KeyOf(IEntityType entity) => KeyOf($"{entity.GetSchema()}.{entity.GetTableName()}");

    // A shop is found by its owner, and its id by other tables.
    private readonly Dictionary<string, Guid> _keys = [];

    private Guid KeyOf(string table)
    {
        if (table == "sellers.shops") return _shop;
        if (!_keys.TryGetValue(table, out var key)) _keys[table] = key = Guid.CreateVersion7();
        return key;
    }

    private static string Cast(object? value, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"${index + 1}{(value is Json ? "::jsonb" : "")}");

    private static async Task Run(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    private sealed record Json(string Text);
}
