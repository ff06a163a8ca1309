using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Catalog;
using Marketplace.Ports.Search;
using Marketplace.Ports.Search.Messages;

namespace Marketplace.Application.Search;

/// <summary>Writes what the catalogue says now into every enabled index; late and repeated commands are harmless.</summary>
public sealed class IndexProductsErrand(IListedProducts listed, IProviders<ISearchIndex> indexes) : IErrand<IndexProducts>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(IndexProducts command, CancellationToken ct)
    {
        var batch = IndexDocuments.Batch(
            await listed.For(command.Products, ct), command.Products, await listed.Categories(ct));
        foreach (var code in indexes.Codes) await indexes.Find(code)!.Write(batch, ct);
        return Result.Ok;
    }
}
