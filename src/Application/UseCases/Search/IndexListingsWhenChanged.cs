using Marketplace.Kernel;
using Marketplace.Ports.Catalog.Messages;
using Marketplace.Ports.Search.Messages;

namespace Marketplace.Application.Search;

/// <summary>What the public sees changed: the index follows, outside this transaction.</summary>
public sealed class IndexListingsWhenChanged(IOutbox outbox) : IReaction<ListingsChanged>
{
    /// <inheritdoc/>
    public Task<Result> Handle(ListingsChanged happened, CancellationToken ct)
    {
        if (happened.Products.Count > 0) outbox.Send(new IndexProducts(happened.Products));
        return Task.FromResult(Result.Ok);
    }
}
