using Marketplace.Kernel;

namespace Marketplace.Ports.Search.Messages;

/// <summary>These products changed: bring the index up to what the catalogue says now.</summary>
[Message("search.index")]
public sealed record IndexProducts(IReadOnlyList<ProductId> Products) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Products.Count == 0 ? Guid.Empty : Products[0].Value;
}

/// <summary>Begin a fresh generation of the index and fill it.</summary>
[Message("search.rebuild")]
public sealed record BeginIndexRebuild(Guid Rebuild) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Rebuild;
}

/// <summary>Fill the next stretch of a generation, from a product on.</summary>
[Message("search.fill")]
public sealed record FillIndexGeneration(Guid Rebuild, int Generation, ProductId? After) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Rebuild;
}

/// <summary>Compare the next stretch of the index with the catalogue and repair what differs.</summary>
[Message("search.compare")]
public sealed record CompareIndex(Guid Check, ProductId? After) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Check;
}
