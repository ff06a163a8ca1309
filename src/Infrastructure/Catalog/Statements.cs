using Marketplace.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Marketplace.Infrastructure.Catalog;

/// <summary>Hand-written statements inside the handler's transaction, which is opened if need be.</summary>
internal static class Statements
{
    public static async Task<NpgsqlCommand> Command(
        this MarketplaceDb db, string sql, NpgsqlParameter[] parameters, CancellationToken ct)
    {
        await db.Begin(ct);
        var transaction = (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
        command.Parameters.AddRange(parameters);
        await command.PrepareAsync(ct);
        return command;
    }
}
