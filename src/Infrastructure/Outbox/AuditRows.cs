using Marketplace.Application;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Marketplace.Infrastructure.Outbox;

/// <summary>Writes a line for every covered change into the transaction that makes it.</summary>
internal static class AuditRows
{
    // Everybody else acts for the back office: by a role of the product or one the market made.
    private static readonly HashSet<string> Customers = ["buyer", "seller", "courier", "anon", "system"];

    /// <summary>Adds the line of a changed thing; nothing when nothing in it changed.</summary>
    public static void Add(MarketplaceDb db, EntityEntry<IAggregate> entry, IReadOnlyList<StateChange> changes, Invocation invocation)
    {
        if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted)) return;
        if (!Covers(entry, invocation)) return;

        var (before, after) = AuditValues.Of(entry);
        db.Add(new AuditRow
        {
            At = TimeProvider.System.GetUtcNow(), Actor = invocation.Actor, Role = invocation.Role, ActingFor = invocation.ActingKey,
            Action = invocation.Action ?? (changes.Count > 0 ? changes[0].Machine + " " + changes[0].Event : "change"),
            EntityType = SnakeCase.Of(entry.Metadata.ClrType.Name), EntityId = IdOf(entry), Before = before, After = after,
            Reason = changes.Select(c => c.Reason).FirstOrDefault(r => r is not null),
            Address = invocation.Client.Address is "" ? null : invocation.Client.Address, Agent = Short(invocation.Client.Agent),
            Session = invocation.Session, RequestId = invocation.RequestId, Result = "done",
        });
    }

    // Covered things by whoever changes them; of all other things only what staff and keys change.
    private static bool Covers(EntityEntry entry, Invocation invocation)
    {
        if (Audited.ExceptionsOf(entry.Metadata) is not { } exceptions) return IsStaff(invocation.Role) || invocation.ActingKey is not null;
        if (entry.State != EntityState.Modified || exceptions.Length == 0) return true;
        return entry.Properties.Any(p => p.IsModified && !exceptions.Contains(p.Metadata.Name, StringComparison.Ordinal));
    }

    private static bool IsStaff(string role) => !Customers.Contains(role) && !role.StartsWith("shop-", StringComparison.Ordinal);

    private static Guid? IdOf(EntityEntry entry) => entry.Metadata.FindPrimaryKey()?.Properties is [var key]
        ? entry.Property(key.Name).CurrentValue switch
        {
            Guid id => id,
            { } id when id.GetType().GetProperty("Value")?.GetValue(id) is Guid value => value,
            _ => null,
        }
        : null;

    private static string? Short(string agent) => agent.Length switch { 0 => null, > 200 => agent[..200], _ => agent };
}
