using System.Text.RegularExpressions;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Map;
using Marketplace.Tests.Architecture.Fixtures;
using Marketplace.Tests.Architecture.Reading;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Mono.Cecil;
using Xunit;

namespace Marketplace.Tests.Architecture;

/// <summary>B: contexts meet in Ports and nowhere else (architecture §15).</summary>
public sealed partial class ContextTests
{
    private static readonly string[] Walled = ["Domain", "Application", "Infrastructure"];

    [Fact]
    public void B01_a_context_touches_only_its_own_code() => Rule.Holds(B01(Solution.Types));

    [Fact]
    public void B01_bites() => Rule.Bites(B01(Broken.Types), "PeeksAtPayments");

    [Fact]
    public void B02_namespaces_mirror_the_folders() => Rule.Holds(B02(Solution.Sources));

    [Fact]
    public void B02_bites() => Rule.Bites(B02(Broken.Sources), "Orders/StrayNamespace.cs", "Helpers/UnknownContext.cs");

    [Fact]
    public void B03_no_foreign_key_joins_two_schemas() => Rule.Holds(B03(Model<MarketplaceDb>(o => new MarketplaceDb(o))));

    [Fact]
    public void B03_bites() => Rule.Bites(B03(Model<JoinsSchemas>(o => new JoinsSchemas(o))), "catalog.things");

    [Fact]
    public void B04_messages_are_sealed_records_of_plain_values_with_a_name_of_their_own() => Rule.Holds(B04(Solution.Compiled));

    [Fact]
    public void B04_bites() => Rule.Bites(B04(Broken.Compiled), "OpenMessage is not", "CarriesAnEntity.Order", "Twin", "NameLess");

    private static IEnumerable<string> B01(IReadOnlyList<TypeDefinition> types) =>
        from type in types
        where Walled.Any(type.IsIn) && type.Context() != ""
        from used in type.Uses()
        where Walled.Any(used.IsIn) && Folders.Contexts.Contains(used.Context()) && used.Context() != type.Context()
        select $"B01 {type.FullName} uses {used.FullName}: talk to {used.Context()} through Marketplace.Ports.{used.Context()}.";

    private static IEnumerable<string> B02(IReadOnlyList<SourceFile> sources) =>
        from source in sources
        let allowed = Folders.Allowed(source.Path)
        where allowed.Count > 0
        from space in source.All<BaseNamespaceDeclarationSyntax>()
        where !allowed.Contains(space.Name.ToString())
        select $"B02 {source.At(space)} declares {space.Name} but its folder means {allowed[0]}: move the file or rename the namespace.";

    private static IEnumerable<string> B03(IReadOnlyModel model) =>
        from entity in model.GetEntityTypes()
        from key in entity.GetForeignKeys()
        where key.PrincipalEntityType.GetSchema() != entity.GetSchema()
        select $"B03 {Table(entity)} has a foreign key to {Table(key.PrincipalEntityType)}: keep the id only; contexts know each other's things by id.";

    private static IEnumerable<string> B04(CompiledSolution solution) =>
    [
        .. solution.Messages.Where(m => !IsPlainRecord(m.Record)).Select(m => $"B04 {m.Record.FullName} is not a sealed record: messages are frozen promises."),
        .. from message in solution.Messages
           from property in Public(message.Record)
           where !IsPlain(property.PropertyType)
           select $"B04 {message.Record.FullName}.{property.Name} is a {property.PropertyType.FullName}: carry Kernel types, primitives, "
               + "records of Ports and lists of these.",
        .. from message in solution.Messages
           where !WireName().IsMatch(message.Name)
           select $"B04 {message.Record.FullName} has the wire name '{message.Name}': give it [Message(\"lower-case.dotted\")].",
        .. from twins in solution.Messages.Where(m => m.Name != "").GroupBy(m => m.Name)
           where twins.Count() > 1
           select $"B04 {string.Join(" and ", twins.Select(t => t.Record.FullName))} share the wire name '{twins.Key}': each needs its own.",
        .. from message in solution.Messages
           where !message.Record.Namespace.EndsWith(".Messages", StringComparison.Ordinal)
           select $"B04 {message.Record.FullName} is outside Messages: integration messages live in Ports/<Context>/Messages.",
    ];

    private static bool IsPlain(TypeReference type) => type switch
    {
        GenericInstanceType { ElementType.Name: "IReadOnlyList`1" or "Nullable`1" } list => IsPlain(list.GenericArguments[0]),
        { Namespace: "System" } => type.Name is "Guid" or "String" or "DateTimeOffset" or "DateOnly" or "TimeSpan" || type.IsPrimitive,
        _ when type.IsIn("Kernel") => true,
        _ when type.IsIn("Ports") => type.Resolve() is { } record && (record.IsEnum || (IsPlainRecord(record) && Public(record).All(p => IsPlain(p.PropertyType)))),
        _ => false,
    };

    private static IEnumerable<PropertyDefinition> Public(TypeDefinition type) => type.Properties.Where(p => p.GetMethod is { IsPublic: true });

    private static bool IsPlainRecord(TypeDefinition type) => type.IsRecord() && type.IsSealed;

    private static string Table(IReadOnlyEntityType entity) => $"{entity.GetSchema()}.{entity.GetTableName()}";

    private static IReadOnlyModel Model<T>(Func<DbContextOptions<T>, T> make) where T : DbContext
    {
        using var context = make(new DbContextOptionsBuilder<T>().UseNpgsql("Host=none").Options);
        return context.Model;
    }

    [GeneratedRegex(@"^[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)+$")]
    private static partial Regex WireName();
}
