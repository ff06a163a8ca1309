using Marketplace.Kernel;

namespace Marketplace.Domain.Search;

/// <summary>What a run over the whole index is for.</summary>
public enum IndexRunKind
{
    /// <summary>Fill a fresh generation and switch to it.</summary>
    Rebuild,

    /// <summary>Compare with the catalogue and repair what differs.</summary>
    Check,
}

/// <summary>Where a run is.</summary>
public enum IndexRunState
{
    /// <summary>Under way.</summary>
    Running,

    /// <summary>Over.</summary>
    Done,

    /// <summary>Given way to a later run of its kind.</summary>
    Abandoned,
}

/// <summary>A walk over the whole index, stretch by stretch.</summary>
public sealed class IndexRun : Aggregate<Guid>
{
    private const string Machine = "index-run";

    private IndexRun(Guid id, IndexRunKind kind, DateTimeOffset startedAt) : base(id) => (Kind, StartedAt) = (kind, startedAt);

    /// <summary>What it is for.</summary>
    public IndexRunKind Kind { get; private set; }

    /// <summary>Where it is.</summary>
    public IndexRunState State { get; private set; } = IndexRunState.Running;

    /// <summary>Generation being filled.</summary>
    public int? Generation { get; private set; }

    /// <summary>Products looked at.</summary>
    public long Seen { get; private set; }

    /// <summary>Products written because they were missing or different.</summary>
    public long Written { get; private set; }

    /// <summary>Products taken out because they are not public any more.</summary>
    public long Removed { get; private set; }

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Begins a run.</summary>
    public static IndexRun Start(IndexRunKind kind, DateTimeOffset at)
    {
        var run = new IndexRun(Guid.CreateVersion7(at), kind, at);
        run.Record(new StateChange(Machine, run.Id, "start", null, "RUNNING", kind.ToString().ToUpperInvariant(), at));
        return run;
    }

    /// <summary>Notes a stretch; late news about an ended run changes nothing.</summary>
    public bool Note(int? generation, int seen, int written, int removed)
    {
        if (State != IndexRunState.Running) return false;
        Generation = generation ?? Generation;
        (Seen, Written, Removed) = (Seen + seen, Written + written, Removed + removed);
        return true;
    }

    /// <summary>The whole index was walked.</summary>
    public void Finish(DateTimeOffset at) => End(IndexRunState.Done, "finish", at);

    /// <summary>A later run takes over.</summary>
    public void Abandon(DateTimeOffset at) => End(IndexRunState.Abandoned, "abandon", at);

    private void End(IndexRunState state, string happened, DateTimeOffset at)
    {
        if (State != IndexRunState.Running) return;
        Record(new StateChange(Machine, Id, happened, "RUNNING", state.ToString().ToUpperInvariant(), null, at));
        (State, EndedAt) = (state, at);
    }
}

/// <summary>The runs.</summary>
public interface IIndexRuns
{
    /// <summary>A run by id.</summary>
    Task<IndexRun?> Find(Guid id, CancellationToken ct);

    /// <summary>Runs of a kind that are under way.</summary>
    Task<IReadOnlyList<IndexRun>> Running(IndexRunKind kind, CancellationToken ct);

    /// <summary>Adds a run.</summary>
    void Add(IndexRun run);
}
