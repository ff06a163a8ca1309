using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Marketplace.Infrastructure.Outbox;

/// <summary>The values of a changed thing as the audit log keeps them: what changed, secrets never, personal ones masked.</summary>
internal static class AuditValues
{
    private static readonly string[] Secret = ["Hash", "Secret", "Seal", "Token", "Code", "Key", "Password", "Pepper", "Seed"];
    private static readonly string[] Personal =
        ["Email", "Phone", "Address", "Recipient", "FullName", "Holder", "Iban", "Account", "Device", "Network", "Birth", "Note"];

    private static readonly HashSet<string> PersonalOf = ["User.Name", "AddressBook.Entries"];

    /// <summary>Old and new values; null where there are none.</summary>
    public static (string? Before, string? After) Of(EntityEntry entry)
    {
        var (before, after) = (new JsonObject(), new JsonObject());
        var added = entry.State == EntityState.Added;
        var owner = entry.Metadata.ClrType.Name;
        foreach (var property in entry.Properties.Concat(entry.ComplexProperties.SelectMany(c => c.Properties)))
        {
            if (!added && !property.IsModified) continue;
            var declared = property.Metadata.DeclaringType;
            var name = declared is Microsoft.EntityFrameworkCore.Metadata.IComplexType complex
                ? complex.ComplexProperty.Name + "." + property.Metadata.Name
                : property.Metadata.Name;
            if (name == "Version") continue;
            if (!added) before[name] = Shown(Personally(property), owner, name, property.OriginalValue);
            after[name] = Shown(Personally(property), owner, name, property.CurrentValue);
        }

        return (before.Count == 0 ? null : before.ToJsonString(), after.Count == 0 ? null : after.ToJsonString());
    }

    private static bool Personally(PropertyEntry property) =>
        property.Metadata.PropertyInfo?.IsDefined(typeof(PersonalAttribute), inherit: false) == true;

    // Ids of keys are no keys: only what holds a value of its own is left out.
    private static JsonNode? Shown(bool personal, string owner, string name, object? value)
    {
        if (value is null) return null;
        if (value is byte[] || (value is string && Array.Exists(Secret, s => name.Contains(s, StringComparison.Ordinal)))) return "***";
        if (personal || PersonalOf.Contains($"{owner}.{name}") || Array.Exists(Personal, p => name.Contains(p, StringComparison.Ordinal)))
            return value is string text ? Masked(text) : "(personal)";
        return JsonSerializer.SerializeToNode(value, value.GetType(), Conventions.Json);
    }

    // Enough to see that it changed, too little to know it.
    private static string Masked(string text) => text.Length < 4 ? "***" : text[..1] + "***" + text[^1..];
}
