using System.Reflection;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Integration.Identity;

/// <summary>Every column that could hold words is marked as personal or known not to be, and every mark has an answer.</summary>
public sealed class PersonalTests(TestHost host)
{
    private static readonly string[] Wordless =
        ["uuid", "bigint", "integer", "smallint", "boolean", "xid", "timestamp with time zone", "date", "uuid[]"];

    // What is written here by us and says nothing about a person that another column does not.
    private static readonly HashSet<string> Impersonal = [.. File.ReadAllLines(
        Path.Combine(AppContext.BaseDirectory, "Identity", "impersonal-columns.txt")).Where(l => l.Length > 0 && l[0] != '#')];

    [Fact]
    public async Task Every_column_with_words_is_marked_as_personal_or_listed_as_not()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var columns = (
            from entity in scope.ServiceProvider.GetRequiredService<MarketplaceDb>().Model.GetEntityTypes()
            where entity.GetTableName() != "changes" || entity.GetSchema() == "orders"
            from property in Properties(entity)
            where !Wordless.Contains(property.GetColumnType()) && !IsEnum(property) && property.ClrType != typeof(Currency)
            select (Name: $"{entity.GetSchema()}.{entity.GetTableName()}.{property.GetColumnName()}", Personal: IsPersonal(property))).ToList();

        Assert.Contains(("identity.users.email", true), columns);
        Assert.Contains(("orders.orders.ship_to", true), columns);
        var doubtful = columns.Where(c => c.Personal == Impersonal.Contains(c.Name)).Select(c => c.Name).Order(StringComparer.Ordinal).ToList();
        Assert.True(doubtful.Count == 0, "Mark with [Personal] or list as impersonal, not both: " + string.Join(" ", doubtful));
    }

    [Fact]
    public async Task Every_personal_column_is_shown_by_exports_and_let_go_of_by_its_context()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var model = scope.ServiceProvider.GetRequiredService<MarketplaceDb>().Model;
        var pieces = scope.ServiceProvider.GetServices<IPersonalTables>().ToList();

        Assert.Equal([], Unanswered(model, pieces));
        Assert.Contains("identity.users.email", Unanswered(model, pieces.Where(p => p.Context != "identity")));
    }

    [Fact]
    public void No_export_shows_a_secret()
    {
        var (model, pieces) = (Model(host), host.Services.GetServices<IPersonalTables>());

        var shown = from table in PersonalTable.Of(pieces).Select(p => p.Table)
                    from property in table.ShownOf(table.TypeIn(model))
                    select $"{property.DeclaringType.ClrType.Name}.{property.Name}";

        string[] secret = ["Hash", "Secret", "Token", "Code", "Sealed", "Binding"];
        string[] harmless = ["Payment.DeclineCode", "Refund.FailureCode", "Payout.FailureCode", "PayoutAccount.RefusalCode",
            "Consent.TextHash"];
        Assert.DoesNotContain(shown, s => secret.Any(w => s.Contains(w, StringComparison.Ordinal)) && !harmless.Contains(s));
    }

    internal static bool IsPersonal(IReadOnlyProperty property) => property.PropertyInfo?.GetCustomAttribute<PersonalAttribute>() is not null;

    private static IEnumerable<string> Unanswered(IModel model, IEnumerable<IPersonalTables> pieces)
    {
        var all = PersonalTable.Of(pieces).Select(p => p.Table).ToList();
        return
        [
            .. from entity in model.GetEntityTypes()
               from property in entity.GetProperties()
               where IsPersonal(property)
               let own = all.Where(t => t.TypeIn(model) == entity).ToList()
               where !own.Any(t => t.By == FoundBy.Nobody || t.ShownOf(entity).Contains(property))
                   || !own.Any(t => t.KeptBecause is not null || t.IsRemoved || t.Replaced.ContainsKey(property.Name))
               select $"{entity.GetSchema()}.{entity.GetTableName()}.{property.GetColumnName()}",
        ];
    }

    private static IModel Model(TestHost host)
    {
        using var scope = host.Services.CreateScope();
        return scope.ServiceProvider.GetRequiredService<MarketplaceDb>().Model;
    }

    private static IEnumerable<IReadOnlyProperty> Properties(IEntityType entity) => entity.GetProperties()
        .Concat<IReadOnlyProperty>(entity.GetComplexProperties().SelectMany(c => c.ComplexType.GetProperties()));

    private static bool IsEnum(IReadOnlyProperty property) => (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType).IsEnum;
}
