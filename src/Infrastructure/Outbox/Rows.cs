using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Infrastructure.Outbox;

/// <summary>A message that committed with its cause and waits for the relay.</summary>
public sealed class OutboxRow
{
    /// <summary>Order of writing; the relay takes rows in this order.</summary>
    public long Seq { get; init; }

    /// <summary>Message id, the deduplication key.</summary>
    public required Guid Id { get; init; }

    /// <summary>Wire name.</summary>
    public required string Type { get; init; }

    /// <summary>Version of the payload's shape.</summary>
    public required int DataVersion { get; init; }

    /// <summary>Aggregate the message is about.</summary>
    public required Guid Subject { get; init; }

    /// <summary>Process the message belongs to.</summary>
    public required Guid Correlation { get; init; }

    /// <summary>Message that caused this one.</summary>
    public Guid? Causation { get; init; }

    /// <summary>Market time.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Real time of writing, for the age metric.</summary>
    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>W3C trace context.</summary>
    public string? TraceParent { get; init; }

    /// <summary>JSON of the message.</summary>
    public required string Data { get; init; }
}

/// <summary>An invocation that committed; one row is both the inbox and HTTP idempotency.</summary>
public sealed class OnceRow
{
    /// <summary>Caller and operation, or message handler.</summary>
    public required string Scope { get; init; }

    /// <summary>Idempotency-Key or message id.</summary>
    public required string Key { get; init; }

    /// <summary>Hash over method, route, caller and body.</summary>
    public required string RequestHash { get; init; }

    /// <summary>JSON of the answer.</summary>
    public required string Answer { get; init; }

    /// <summary>Real time of the commit; rows live 14 days.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>A saga's state.</summary>
public sealed class SagaRow
{
    /// <summary>Saga class name.</summary>
    public required string Saga { get; init; }

    /// <summary>Process id.</summary>
    public required Guid Correlation { get; init; }

    /// <summary>Phase name, for lists and metrics.</summary>
    public required string Phase { get; set; }

    /// <summary>JSON of the state record.</summary>
    public required string State { get; set; }

    /// <summary>Real time of the last step.</summary>
    public required DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Real time of the end; ended sagas are kept thirty days.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Row version.</summary>
    public uint Version { get; init; }
}

/// <summary>A saga's wake-up call, due by market time.</summary>
public sealed class TimerRow
{
    /// <summary>Message id of the timer when it fires.</summary>
    public required Guid Id { get; init; }

    /// <summary>Market time at which it is due.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Wire name of the timer message.</summary>
    public required string Type { get; init; }

    /// <summary>Aggregate the timer is about.</summary>
    public required Guid Subject { get; init; }

    /// <summary>Process id.</summary>
    public required Guid Correlation { get; init; }

    /// <summary>JSON of the timer message.</summary>
    public required string Data { get; init; }
}

internal sealed class TransportMapping :
    IEntityTypeConfiguration<OutboxRow>, IEntityTypeConfiguration<OnceRow>, IEntityTypeConfiguration<SagaRow>, IEntityTypeConfiguration<TimerRow>
{
    private const string Schema = "transport";

    public void Configure(EntityTypeBuilder<OutboxRow> builder)
    {
        builder.ToTable("outbox", Schema);
        builder.HasKey(r => r.Seq);
        builder.Property(r => r.Seq).UseIdentityAlwaysColumn();
        builder.Property(r => r.Data).HasColumnType("jsonb");
    }

    public void Configure(EntityTypeBuilder<OnceRow> builder)
    {
        builder.ToTable("once", Schema);
        builder.HasKey(r => new { r.Scope, r.Key });
        builder.HasIndex(r => r.At);
    }

    public void Configure(EntityTypeBuilder<SagaRow> builder)
    {
        builder.ToTable("sagas", Schema);
        builder.HasKey(r => new { r.Saga, r.Correlation });
        builder.Property(r => r.State).HasColumnType("jsonb");
        builder.Property(r => r.Version).HasColumnName("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<TimerRow> builder)
    {
        builder.ToTable("timers", Schema);
        builder.HasKey(r => r.Id);
        builder.HasIndex(r => r.DueAt);
        builder.Property(r => r.Data).HasColumnType("jsonb");
    }
}
