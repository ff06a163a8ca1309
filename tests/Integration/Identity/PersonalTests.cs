using System.Reflection;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tests.Integration.Identity;

/// <summary>Every column of Identity that could hold words is marked as personal or known not to be.</summary>
public sealed class PersonalTests(TestHost host)
{
    // What is written here by us and says nothing about a person that another column does not.
    private static readonly string[] Impersonal =
    [
        "users.locale", "users.password_hash", "users.roles", "sessions.end_reason", "letters.purpose", "letters.kind",
        "letters.locale", "second_factors.recovery_hashes", "second_factors.sealed_secret", "refresh_tokens.hash",
        "api_keys.hash", "api_keys.hint", "api_keys.scopes", "sessions.binding", "revoked_tokens.token_id",
        "shop_posts.role", "shop_posts.status", "office_roles.name", "office_roles.title", "office_roles.permissions", "office_roles.holders",
        "token_keys.kid", "token_keys.state", "token_keys.public_key", "token_keys.sealed_key",
    ];

    [Fact]
    public async Task Every_column_with_words_is_marked_as_personal_or_listed_as_not()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketplaceDb>();
        var columns = (
            from entity in db.Model.GetEntityTypes()
            where entity.GetSchema() == "identity" && entity.GetTableName() != "changes"
            from property in entity.GetProperties()
            where property.GetColumnType() is not ("uuid" or "bigint" or "integer" or "boolean" or "xid" or "timestamp with time zone")
            select (Name: $"{entity.GetTableName()}.{property.GetColumnName()}", Personal: IsPersonal(property))).ToList();

        Assert.Contains(("users.email", true), columns);
        Assert.Contains(("address_books.entries", true), columns);
        Assert.Empty(columns.Where(c => c.Personal == Impersonal.Contains(c.Name)).Select(c => c.Name));
    }

    private static bool IsPersonal(IReadOnlyProperty property) => property.PropertyInfo?.GetCustomAttribute<PersonalAttribute>() is not null;
}
