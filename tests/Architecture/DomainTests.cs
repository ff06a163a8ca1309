using Marketplace.Map;
using Marketplace.Tests.Architecture.Reading;
using Mono.Cecil;
using Xunit;

namespace Marketplace.Tests.Architecture;

/// <summary>D: aggregates guard themselves, and the core neither reads clocks nor does I/O (architecture §15).</summary>
public sealed class DomainTests
{
    private const string Aggregate = "Marketplace.Kernel.Aggregate`1";
    private const string Event = "Marketplace.Kernel.IDomainEvent";
    private static readonly string[] Pure = ["Kernel", "Domain", "Application", "Ports"];
    private static readonly string[] MoneyWords = ["amount", "price", "fee", "total", "balance"];

    // Past forms that do not end in "ed".
    private static readonly string[] Irregular =
    [
        "Became", "Begun", "Bought", "Broken", "Built", "Came", "Chosen", "Drawn", "Fell", "Found", "Given", "Gone", "Held", "Hidden", "Kept",
        "Left", "Lost", "Made", "Met", "Paid", "Put", "Read", "Sent", "Set", "Shown", "Shut", "Sold", "Spent", "Split", "Spoke", "Taken", "Told", "Went",
        "Won", "Withdrawn", "Written",
    ];

    [Fact]
    public void D01_aggregates_are_sealed_and_change_only_by_their_methods() => Rule.Holds(D01(Solution.Types));

    [Fact]
    public void D01_bites() => Rule.Bites(D01(Broken.Types), "OpenOrder is not sealed", "OpenOrder.Total", "OpenOrder has a public constructor");

    [Fact]
    public void D02_value_objects_cannot_change() => Rule.Holds(D02(Solution.Types));

    [Fact]
    public void D02_bites() => Rule.Bites(D02(Broken.Types), "LooseSize is", "MutableLine.Quantity");

    [Fact]
    public void D03_aggregates_know_each_other_by_id() => Rule.Holds(D03(Solution.Types));

    [Fact]
    public void D03_bites() => Rule.Bites(D03(Broken.Types), "HoldsAnother.Partner");

    [Fact]
    public void D04_domain_events_are_sealed_records_in_the_past_tense() => Rule.Holds(D04(Solution.Types));

    [Fact]
    public void D04_bites() => Rule.Bites(D04(Broken.Types), "CancelOrderNow is not in the past", "OrderMoved is not a sealed");

    [Fact]
    public void D05_the_core_reads_no_clock_makes_no_chance_and_does_no_io() => Rule.Holds(D05(Solution.Types));

    [Fact]
    public void D05_bites() => Rule.Bites(
        D05(Broken.Types), "get_UtcNow", "NewGuid", "System.Random", "Thread::Sleep", "System.Environment", "System.Console", "System.IO.File");

    [Fact]
    public void D06_money_is_never_a_floating_number() => Rule.Holds(D06(Solution.Types));

    [Fact]
    public void D06_bites() => Rule.Bites(D06(Broken.Types), "Priced.UnitPrice", "deliveryFee");

    private static IEnumerable<string> D01(IReadOnlyList<TypeDefinition> types) =>
        from type in types
        where type.IsIn("Domain") && type.Is(Aggregate)
        from fault in FaultsOfAggregate(type)
        select "D01 " + fault;

    private static IEnumerable<string> FaultsOfAggregate(TypeDefinition type) =>
    [
        .. type.IsSealed ? [] : new[] { $"{type.FullName} is not sealed: nothing in Domain inherits but aggregates from Aggregate<TId>." },
        .. from property in type.Properties
           where property.SetMethod is { IsPublic: true }
           select $"{type.FullName}.{property.Name} has a public setter: change it in a method that can refuse.",
        .. from field in type.Fields
           where field is { IsPublic: true, IsInitOnly: false, IsLiteral: false }
           select $"{type.FullName}.{field.Name} is a public field: change it in a method that can refuse.",
        .. from constructor in type.Methods
           where constructor is { IsConstructor: true, IsStatic: false, IsPublic: true }
           select $"{type.FullName} has a public constructor: create it by a static method named for what happens.",
    ];

    private static IEnumerable<string> D02(IReadOnlyList<TypeDefinition> types) =>
        from type in types.Where(t => t.IsIn("Domain")).SelectMany(TypeUse.WithNested)
        where !type.IsCompilerMade() && ((type.IsValueType && !type.IsEnum) || type.IsRecord())
        from fault in FaultsOfValue(type)
        select "D02 " + fault;

    private static IEnumerable<string> FaultsOfValue(TypeDefinition type) =>
    [
        .. type.IsRecord() && (type.IsValueType ? IsReadOnly(type) : type.IsSealed || type.IsAbstract)
            ? [] : new[] { $"{type.FullName} is a value object but neither a readonly record struct nor a sealed record." },
        .. from property in type.Properties
           where property.SetMethod is { } set && !IsInit(set)
           select $"{type.FullName}.{property.Name} can be set after creation: make it init-only and build a new value with 'with'.",
        .. from field in type.Fields
           where field is { IsInitOnly: false, IsLiteral: false, IsStatic: false } && !field.Name.StartsWith('<')
           select $"{type.FullName}.{field.Name} can change: make it readonly.",
    ];

    private static IEnumerable<string> D03(IReadOnlyList<TypeDefinition> types)
    {
        var domain = types.Where(t => t.IsIn("Domain")).SelectMany(TypeUse.WithNested).ToDictionary(t => t.FullName);
        return
            from aggregate in domain.Values
            where aggregate.Is(Aggregate)
            from held in Held(aggregate, domain, [])
            select $"D03 {held.Holder}.{held.Member} makes {aggregate.FullName} hold the aggregate {held.Type.FullName}: "
                + "keep its id; each aggregate is loaded and saved alone.";
    }

    // Through its own parts (lines, values, lists of these) down to other aggregates.
    private static IEnumerable<(string Holder, string Member, TypeDefinition Type)> Held(
        TypeDefinition holder, Dictionary<string, TypeDefinition> domain, HashSet<string> seen) =>
        from member in holder.Properties.Select(p => (p.Name, Type: p.PropertyType)).Concat(holder.Fields.Select(f => (f.Name, Type: f.FieldType)))
        from name in Arguments(member.Type)
        where domain.ContainsKey(name)
        let type = domain[name]
        from held in type.Is(Aggregate) ? [(holder.FullName, member.Name, type)] : seen.Add(name) ? Held(type, domain, seen) : []
        where !held.Item2.StartsWith('<')
        select held;

    private static IEnumerable<string> D04(IReadOnlyList<TypeDefinition> types) =>
    [
        .. from type in Events(types)
           where !(type.IsRecord() && type.IsSealed)
           select $"D04 {type.FullName} is not a sealed record: an event is a fact and cannot change.",
        .. from type in Events(types)
           where !Names.Words(type.Name).Any(IsPast)
           select $"D04 {type.FullName} is not in the past tense: name it noun + past participle, as OrderPlaced.",
    ];

    private static IEnumerable<string> D05(IReadOnlyList<TypeDefinition> types) =>
        from type in types
        where Pure.Any(type.IsIn)
        from call in type.Calls()
        where IsImpure(call)
        select $"D05 {type.FullName} calls {call.FullName}: take the time as a parameter or TimeProvider, ids from that time, and leave I/O to adapters.";

    private static bool IsImpure(MethodReference call) => (call.DeclaringType.FullName, call.Name) switch
    {
        ("System.DateTime" or "System.DateTimeOffset", "get_Now" or "get_UtcNow" or "get_Today") => true,
        // The compiler's own, in every iterator.
        ("System.Environment", "get_CurrentManagedThreadId") => false,
        ("System.Guid", "NewGuid") => true,
        ("System.Guid", "CreateVersion7") => call.Parameters.Count == 0,
        ("System.TimeProvider", "get_System") => true,
        ("System.Threading.Thread", "Sleep") or ("System.Threading.Tasks.Task", "Delay" or "Run") => true,
        ("System.Random" or "System.Environment" or "System.Console" or "System.Diagnostics.Stopwatch" or "System.Diagnostics.Process", _) => true,
        ("System.Security.Cryptography.RandomNumberGenerator", _) => true,
        var (type, _) => type.StartsWith("System.Net.", StringComparison.Ordinal)
            || (type.StartsWith("System.IO.", StringComparison.Ordinal) && type is not ("System.IO.MemoryStream" or "System.IO.StringReader" or "System.IO.StringWriter")),
    };

    private static IEnumerable<string> D06(IReadOnlyList<TypeDefinition> types) =>
        from type in types.SelectMany(TypeUse.WithNested)
        from member in Numbers(type)
        where member.Type.FullName is "System.Decimal" or "System.Double" or "System.Single"
        where Names.Words(member.Name).Any(w => MoneyWords.Contains(w.ToLowerInvariant().TrimEnd('s')))
        select $"D06 {type.FullName}.{member.Name} is a {member.Type.Name}: amounts are Money in minor units, shares are Rate.";

    private static IEnumerable<(string Name, TypeReference Type)> Numbers(TypeDefinition type) =>
    [
        .. type.Fields.Select(f => (f.Name.Trim('<', '>'), Bare(f.FieldType))), .. type.Properties.Select(p => (p.Name, Bare(p.PropertyType))),
        .. type.Methods.SelectMany(m => m.Parameters).Select(p => (p.Name, Bare(p.ParameterType))),
    ];

    private static TypeReference Bare(TypeReference type) =>
        type is GenericInstanceType { ElementType.Name: "Nullable`1" } maybe ? maybe.GenericArguments[0] : type;

    private static IEnumerable<TypeDefinition> Events(IReadOnlyList<TypeDefinition> types) =>
        types.SelectMany(TypeUse.WithNested).Where(t => t.IsClass && t.IsIn("Domain") && t.Is(Event));

    // Order returned, refund given up, parcel came back, paid in vain.
    private static bool IsPast(string word) => word.EndsWith("ed", StringComparison.Ordinal) || Irregular.Contains(word);

    private static IEnumerable<string> Arguments(TypeReference type) => type is GenericInstanceType closed
        ? closed.GenericArguments.SelectMany(Arguments) : [type.GetElementType().FullName];

    private static bool IsReadOnly(TypeDefinition type) => type.CustomAttributes.Any(a => a.AttributeType.Name == "IsReadOnlyAttribute");

    private static bool IsInit(MethodDefinition set) => set.ReturnType is RequiredModifierType { ModifierType.Name: "IsExternalInit" };
}
