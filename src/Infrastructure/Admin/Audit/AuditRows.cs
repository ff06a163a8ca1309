using Marketplace.Application;
using Marketplace.Domain.Identity;
using Marketplace.Domain.Payments;
using Marketplace.Domain.Sellers;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Marketplace.Infrastructure.Admin;

/// <summary>Writes a line for every covered change into the transaction that makes it.</summary>
internal static class AuditRows
{
    private static readonly HashSet<string> Staff = ["admin", "finance", "support", "moderator"];

    // Whoever changes these leaves a line; of all other things only changes by staff and keys do.
    private static readonly HashSet<Type> Covered =
        [typeof(User), typeof(Session), typeof(ApiKey), typeof(TokenKey), typeof(PayoutAccount), typeof(FeeRule), typeof(Payout), typeof(Refund)];

    /// <summary>Whether a change of this thing by this caller belongs into the log.</summary>
    public static bool Covers(Type entity, Invocation invocation) =>
        Covered.Contains(entity) || Staff.Contains(invocation.Role) || invocation.ActingKey is not null;

    /// <summary>Adds the line of a changed thing; nothing when nothing in it changed.</summary>
    public static void Add(MarketplaceDb db, EntityEntry<IAggregate> entry, IReadOnlyList<StateChange> changes, Invocation invocation)
    {
        if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted)) return;
        var type = entry.Metadata.ClrType;
        if (!Covers(type, invocation) || IsRenewal(type, entry)) return;

        var (before, after) = AuditValues.Of(entry);
        db.Add(new AuditRow
        {
            At = TimeProvider.System.GetUtcNow(), Actor = invocation.Actor, Role = invocation.Role, ActingFor = invocation.ActingKey,
            Action = invocation.Action ?? (changes.Count > 0 ? changes[0].Machine + " " + changes[0].Event : "change"),
            EntityType = SnakeCase.Of(type.Name), EntityId = IdOf(entry), Before = before, After = after,
            Reason = changes.Select(c => c.Reason).FirstOrDefault(r => r is not null),
            Address = invocation.Client.Address is "" ? null : invocation.Client.Address, Agent = Short(invocation.Client.Agent),
            Session = invocation.Session, RequestId = invocation.RequestId, Result = "done",
        });
    }

    // A session that is merely renewed changes every ten minutes of everybody's day, and says nothing.
    private static bool IsRenewal(Type type, EntityEntry entry) =>
        type == typeof(Session) && entry.State == EntityState.Modified && !entry.Property(nameof(Session.EndedAt)).IsModified;

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
