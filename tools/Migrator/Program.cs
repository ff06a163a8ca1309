using Marketplace.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace Marketplace.Migrator;

/// <summary>Exists for <c>dotnet ef</c>: the host applies migrations itself.</summary>
internal static class Program
{
    private static void Main() => Console.WriteLine("Use: dotnet ef migrations add NAME -p src/Infrastructure -s tools/Migrator --no-build -o Persistence/Migrations");
}

/// <summary>Builds the model without a database.</summary>
internal sealed class DesignTimeDb : IDesignTimeDbContextFactory<MarketplaceDb>
{
    public MarketplaceDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<MarketplaceDb>();
        DatabaseSettings.Configure(options, NpgsqlDataSource.Create("Host=localhost"));
        return new MarketplaceDb(options.Options);
    }
}
