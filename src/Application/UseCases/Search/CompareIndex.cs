using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Catalog;
using Marketplace.Ports.Search;
using Marketplace.Ports.Search.Messages;

namespace Marketplace.Application.Search;

/// <summary>Compares a stretch of the index with the catalogue and repairs what differs.</summary>
public sealed class CompareIndexErrand(
    IListedProducts listed, IProviders<ISearchIndex> indexes, IUseCase<RecordIndexStretch, Unit> record) : IErrand<CompareIndex>
{
    private const int Stretch = 500;

    /// <inheritdoc/>
    public async Task<Result> Handle(CompareIndex command, CancellationToken ct)
    {
        if (indexes.Codes is not [var code, ..]) return Result.Ok;
        var index = indexes.Find(code)!;
        var held = await index.Contents(command.After, Stretch, ct);
        var reading = await listed.After(command.After, Stretch, ct);
        var end = End(held, reading);

        var names = IndexDocuments.Names(await listed.Categories(ct));
        var documents = reading.Products.Where(p => Within(p.Product, end)).Select(p => IndexDocuments.Of(p, names)).ToArray();
        var known = held.Where(h => Within(h.Product, end)).ToDictionary(h => h.Product, h => h.Fingerprint);
        var changed = documents.Where(d => !known.TryGetValue(d.Product, out var print) || print != d.Fingerprint).ToArray();
        var gone = known.Keys.Except(documents.Select(d => d.Product)).ToArray();
        if (changed.Length + gone.Length > 0) await index.Write(new IndexBatch(reading.Stamp, changed, gone), ct);

        var stretch = new RecordIndexStretch(command.Check, null, documents.Length, changed.Length, gone.Length, end, end is null);
        return (await record.Handle(stretch, ct)).Failed(out var refusal) ? refusal : Result.Ok;
    }

    // Up to where both sides were read completely; null when both were read to their end.
    private static ProductId? End(IReadOnlyList<IndexedProduct> held, ListedReading reading)
    {
        Guid? heldEnd = held.Count == Stretch ? held[^1].Product.Value : null;
        Guid? readEnd = reading.Products.Count == Stretch ? reading.Products[^1].Product.Value : null;
        var end = (heldEnd, readEnd) switch
        {
            ({ } a, { } b) => a.CompareTo(b) < 0 ? a : b,
            var (a, b) => a ?? b,
        };
        return end is { } product ? new ProductId(product) : null;
    }

    private static bool Within(ProductId product, ProductId? end) => end is null || product.Value.CompareTo(end.Value.Value) <= 0;
}
