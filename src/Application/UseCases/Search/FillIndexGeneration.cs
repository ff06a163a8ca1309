using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Catalog;
using Marketplace.Ports.Search;
using Marketplace.Ports.Search.Messages;

namespace Marketplace.Application.Search;

/// <summary>Begins a fresh generation of the first enabled index.</summary>
public sealed class BeginIndexRebuildErrand(IProviders<ISearchIndex> indexes, IUseCase<RecordIndexStretch, Unit> record) : IErrand<BeginIndexRebuild>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(BeginIndexRebuild command, CancellationToken ct)
    {
        if (indexes.Codes is not [var code, ..]) return Result.Ok;
        var generation = await indexes.Find(code)!.BeginGeneration(ct);
        return (await record.Handle(new RecordIndexStretch(command.Rebuild, generation, 0, 0, 0, null, false), ct))
            .Failed(out var refusal) ? refusal : Result.Ok;
    }
}

/// <summary>Fills a stretch; after the last one the generation becomes the live one.</summary>
public sealed class FillIndexGenerationErrand(
    IListedProducts listed, IProviders<ISearchIndex> indexes, IUseCase<RecordIndexStretch, Unit> record) : IErrand<FillIndexGeneration>
{
    private const int Stretch = 500;

    /// <inheritdoc/>
    public async Task<Result> Handle(FillIndexGeneration command, CancellationToken ct)
    {
        if (indexes.Codes is not [var code, ..]) return Result.Ok;
        var index = indexes.Find(code)!;
        var reading = await listed.After(command.After, Stretch, ct);
        await index.Write(IndexDocuments.Batch(reading, [], await listed.Categories(ct)), ct);

        var (count, over) = (reading.Products.Count, reading.Products.Count < Stretch);
        if (over) await index.Switch(command.Generation, ct);
        var last = count == 0 ? command.After : reading.Products[^1].Product;
        return (await record.Handle(new RecordIndexStretch(command.Rebuild, command.Generation, count, count, 0, last, over), ct))
            .Failed(out var refusal) ? refusal : Result.Ok;
    }
}
