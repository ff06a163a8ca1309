using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Marketplace.Infrastructure.Persistence;

/// <summary>What a context keeps about people and how it lets go of it; a context with personal columns has one.</summary>
internal interface IPersonalTables
{
    /// <summary>The context that answers for these tables.</summary>
    string Context { get; }

    /// <summary>Its tables, or parts of them: a row may be about two people, each of whom owns some of its columns.</summary>
    IReadOnlyList<PersonalTable> Tables { get; }
}

/// <summary>How the rows of a table are found that are about somebody.</summary>
internal enum FoundBy
{
    /// <summary>A column holds the account's id.</summary>
    Person,

    /// <summary>A column holds the account's id as text.</summary>
    PersonAsText,

    /// <summary>A column begins with the account's id as text.</summary>
    PersonAsPrefix,

    /// <summary>A column holds the id of a shop of theirs.</summary>
    Shop,

    /// <summary>A column holds the key of a row that is about them.</summary>
    Parent,

    /// <summary>They cannot be found any more; the rows go by age.</summary>
    Nobody,
}

/// <summary>The rows of one table that are about somebody: what an export shows and what an erasure does.</summary>
internal sealed record PersonalTable(Type Entity, FoundBy By, string Column)
{
    /// <summary>An address of which only the country is left, which tax needs.</summary>
    public const string CountryOnly = """
        jsonb_build_object('country', coalesce({0} ->> 'country', ''), 'region', '', 'city', '', 'street', '',
            'postalCode', '', 'recipientName', '', 'phone', '')
        """;

    /// <summary>The name in the model, where several tables have the same type.</summary>
    public string? Named { get; private init; }

    /// <summary>The table the column points into.</summary>
    public PersonalTable? Parent { get; private init; }

    /// <summary>The properties an export shows; null for all that are not hidden.</summary>
    public IReadOnlyList<string>? Shown { get; private init; }

    /// <summary>Secrets and other people's things: no export shows them.</summary>
    public IReadOnlyList<string> Hidden { get; private init; } = [];

    /// <summary>By property what stands there afterwards, as SQL; <c>{0}</c> is the column.</summary>
    public IReadOnlyDictionary<string, string> Replaced { get; private init; } = new Dictionary<string, string>();

    /// <summary>The rows go as a whole.</summary>
    public bool IsRemoved { get; private init; }

    /// <summary>Why the rows stay as they are; null when they do not.</summary>
    public string? KeptBecause { get; private init; }

    public static PersonalTable Of<T>(string column) => new(typeof(T), FoundBy.Person, column);

    public static PersonalTable OfShops<T>(string column) => new(typeof(T), FoundBy.Shop, column);

    public static PersonalTable Below<T>(PersonalTable parent, string column) =>
        new(typeof(T), FoundBy.Parent, column) { Parent = parent };

    /// <summary>Everything the contexts keep: their own tables, and their histories with the reasons people gave.</summary>
    public static IEnumerable<(string Context, PersonalTable Table)> Of(IEnumerable<IPersonalTables> pieces) => pieces.SelectMany(
        piece => piece.Tables.Append(HistoryOf(piece.Context)).Select(table => (piece.Context, table)));

    /// <summary>An export shows these properties only.</summary>
    public PersonalTable Showing(params string[] properties) => this with { Shown = properties };

    /// <summary>An export shows everything but these properties.</summary>
    public PersonalTable Hiding(params string[] properties) => this with { Hidden = properties };

    /// <summary>Nothing of it is exported.</summary>
    public PersonalTable Unshown() => this with { Shown = [] };

    /// <summary>An erasure writes this instead.</summary>
    public PersonalTable Replacing(string property, string sql) =>
        this with { Replaced = new Dictionary<string, string>(Replaced) { [property] = sql } };

    /// <summary>An erasure removes the rows.</summary>
    public PersonalTable Removed() => this with { IsRemoved = true };

    /// <summary>An erasure leaves the rows, for a reason that stands in the documentation.</summary>
    public PersonalTable Kept(string because) => this with { KeptBecause = because };

    /// <summary>The properties an export shows.</summary>
    public IEnumerable<IProperty> ShownOf(IEntityType entity) => entity.GetProperties().Where(p =>
        p.GetColumnName() != "xmin" && !Hidden.Contains(p.Name) && (Shown is null || Shown.Contains(p.Name)));

    /// <summary>The rows, exported one JSON text each; null when nothing is exported.</summary>
    public string? Reading(IModel model)
    {
        var entity = TypeIn(model);
        var columns = ShownOf(entity).Select(p => p.GetColumnType() == "bytea"
            ? $"encode(t.{Quoted(p)}, 'escape') AS {Quoted(p)}"
            : $"t.{Quoted(p)}").Concat(Complex(entity)).ToList();
        return columns.Count == 0 || By == FoundBy.Nobody
            ? null
            : $"SELECT to_jsonb(r)::text FROM (SELECT {string.Join(", ", columns)} FROM {Name(entity)} t WHERE {Where(model, "t")}) r";
    }

    /// <summary>The statement that lets go of the rows; null when they stay.</summary>
    public string? Erasing(IModel model)
    {
        var entity = TypeIn(model);
        if (KeptBecause is not null) return null;
        if (IsRemoved) return $"DELETE FROM {Name(entity)} t WHERE {Where(model, "t")}";
        if (Replaced.Count == 0) return null;

        var sets = Replaced.Select(r =>
        {
            var column = Quoted(entity.FindProperty(r.Key) ?? throw new InvalidOperationException($"{Entity.Name} has no {r.Key}."));
            return $"{column} = {r.Value.Replace("{0}", "t." + column, StringComparison.Ordinal)}";
        });
        return $"UPDATE {Name(entity)} t SET {string.Join(", ", sets)} WHERE {Where(model, "t")}";
    }

    public IEntityType TypeIn(IModel model) =>
        (Named is null ? model.FindEntityType(Entity) : model.FindEntityType(Named)) ?? throw new InvalidOperationException($"{Entity.Name} is not in the model.");

    private static PersonalTable HistoryOf(string context) =>
        new PersonalTable(typeof(ChangeRow), FoundBy.PersonAsText, nameof(ChangeRow.Actor)) { Named = $"{context}.changes" }
            .Hiding(nameof(ChangeRow.Id), nameof(ChangeRow.RequestId)).Replacing(nameof(ChangeRow.Reason), "NULL");

    private IEnumerable<string> Complex(IEntityType entity) => Shown is not null ? [] :
        from complex in entity.GetComplexProperties()
        from property in complex.ComplexType.GetProperties()
        select $"t.{Quoted(property)}";

    private string Where(IModel model, string alias)
    {
        var column = $"{alias}.{Quoted(TypeIn(model).FindProperty(Column) ?? throw new InvalidOperationException($"{Entity.Name} has no {Column}."))}";
        return By switch
        {
            FoundBy.Person => $"{column} = @person",
            FoundBy.PersonAsText => $"{column} = @person::text",
            FoundBy.PersonAsPrefix => $"{column} LIKE @person::text || ' %'",
            FoundBy.Shop => $"{column} = ANY (@shops)",
            FoundBy.Parent => $"{column} IN (SELECT p.{Key(model)} FROM {Name(Parent!.TypeIn(model))} p WHERE {Parent.Where(model, "p")})",
            _ => "false",
        };
    }

    private string Key(IModel model) => Quoted(Parent!.TypeIn(model).FindPrimaryKey()!.Properties[0]);

    private static string Name(IEntityType entity) => $"\"{entity.GetSchema()}\".\"{entity.GetTableName()}\"";

    private static string Quoted(IReadOnlyProperty property) => $"\"{property.GetColumnName()}\"";
}
