using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Infrastructure.Persistence;

/// <summary>One line of the audit log (quality §14): who did what to what, with old and new values. Append-only.</summary>
public sealed class AuditRow
{
    /// <summary>Order of arrival.</summary>
    public long Id { get; init; }

    /// <summary>Real time, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Account, <c>anon</c> or <c>system</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>Role the actor acted in.</summary>
    public required string Role { get; init; }

    /// <summary>API key, when one acted for the account.</summary>
    public Guid? ActingFor { get; init; }

    /// <summary>Method and route, or the message that caused it.</summary>
    public required string Action { get; init; }

    /// <summary>Kind of thing.</summary>
    public required string EntityType { get; init; }

    /// <summary>Its id.</summary>
    public Guid? EntityId { get; init; }

    /// <summary>Values before, masked where personal.</summary>
    public string? Before { get; init; }

    /// <summary>Values after, masked where personal.</summary>
    public string? After { get; init; }

    /// <summary>Reason given, if any.</summary>
    [Personal]
    public string? Reason { get; init; }

    /// <summary>Address of the client.</summary>
    [Personal]
    public string? Address { get; init; }

    /// <summary>Its User-Agent.</summary>
    [Personal]
    public string? Agent { get; init; }

    /// <summary>The sign-in it belongs to.</summary>
    public Guid? Session { get; init; }

    /// <summary>Request or message id.</summary>
    public required string RequestId { get; init; }

    /// <summary><c>done</c>, <c>read</c>, <c>refused</c>.</summary>
    public required string Result { get; init; }
}

/// <summary>A seal over consecutive lines: their hash chained to the seal before, so that nothing can be taken out unseen.</summary>
public sealed class AuditSealRow
{
    /// <summary>Id of the last line under this seal.</summary>
    public long LastId { get; init; }

    /// <summary>How many lines it covers.</summary>
    public required int Lines { get; init; }

    /// <summary>SHA-256 over the seal before and the lines.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>When it was set.</summary>
    public required DateTimeOffset At { get; init; }
}

internal sealed class AuditMapping : IEntityTypeConfiguration<AuditRow>, IEntityTypeConfiguration<AuditSealRow>
{
    public void Configure(EntityTypeBuilder<AuditRow> builder)
    {
        builder.ToTable("audit", "admin");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).UseIdentityAlwaysColumn();
        builder.Property(r => r.Before).HasColumnType("jsonb");
        builder.Property(r => r.After).HasColumnType("jsonb");
        builder.Property(r => r.Agent).HasMaxLength(200);
        builder.Property(r => r.Action).HasMaxLength(200);
        builder.HasIndex(r => new { r.EntityId, r.Id });
        builder.HasIndex(r => new { r.Actor, r.Id });
        builder.HasIndex(r => r.At);
    }

    public void Configure(EntityTypeBuilder<AuditSealRow> builder)
    {
        builder.ToTable("audit_seals", "admin");
        builder.HasKey(r => r.LastId);
        builder.Property(r => r.LastId).ValueGeneratedNever();
    }
}

/// <summary>How a context says that whoever changes a thing of its leaves a line in the audit log.</summary>
public static class Audited
{
    private const string Name = "Audited";

    /// <summary>Every change is logged, except one of these properties alone.</summary>
    public static void IsAudited<T>(this EntityTypeBuilder<T> entity, params string[] exceptFor) where T : class =>
        entity.HasAnnotation(Name, string.Join(',', exceptFor));

    /// <summary>The properties whose change alone is not logged; null where the thing is not covered.</summary>
    internal static string? ExceptionsOf(Microsoft.EntityFrameworkCore.Infrastructure.IReadOnlyAnnotatable entity) =>
        entity.FindAnnotation(Name)?.Value as string;
}
