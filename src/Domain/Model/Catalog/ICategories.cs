using Marketplace.Kernel;

namespace Marketplace.Domain.Catalog;

/// <summary>The category tree.</summary>
public interface ICategories
{
    /// <summary>A node; null when unknown.</summary>
    Task<Category?> Find(CategoryId id, CancellationToken ct);

    /// <summary>Which of these exist.</summary>
    Task<IReadOnlySet<CategoryId>> Known(IReadOnlyCollection<CategoryId> ids, CancellationToken ct);

    /// <summary>Every node below this one, itself left out.</summary>
    Task<IReadOnlyList<Category>> Below(Category category, CancellationToken ct);

    /// <summary>Lets nobody else change the shape of the tree until the commit, because a cycle needs two moves at once.</summary>
    Task LockTree(CancellationToken ct);

    /// <summary>True when categories hang below or goods are filed under it.</summary>
    Task<bool> InUse(CategoryId id, CancellationToken ct);

    /// <summary>Adds a node.</summary>
    void Add(Category category);

    /// <summary>Takes an unused node away.</summary>
    void Remove(Category category);
}
