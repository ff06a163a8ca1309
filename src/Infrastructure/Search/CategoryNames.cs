using Marketplace.Domain.Search;
using Marketplace.Kernel;
using Marketplace.Ports.Catalog;

namespace Marketplace.Infrastructure.Search;

/// <summary>The category tree as Search needs it: names to find, subtrees to filter by.</summary>
internal sealed class CategoryNames
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private volatile Tree? _tree;

    /// <summary>The tree, a few seconds old at most.</summary>
    public async ValueTask<Tree> Current(IListedProducts catalog, CancellationToken ct)
    {
        var tree = _tree;
        if (tree is not null && Environment.TickCount64 - tree.At < Fresh.TotalMilliseconds) return tree;
        return _tree = new Tree(await catalog.Categories(ct), Environment.TickCount64);
    }

    /// <summary>One state of the tree.</summary>
    internal sealed class Tree(IReadOnlyList<CategoryNode> nodes, long at)
    {
        private readonly ILookup<CategoryId?, CategoryId> _below = nodes.ToLookup(n => n.Parent, n => n.Category);

        public long At => at;

        public IReadOnlyDictionary<CategoryId, IReadOnlyDictionary<string, string>> Names { get; } = nodes.ToDictionary(n => n.Category, n => n.Names);

        public IReadOnlyList<CategoryName> All { get; } =
            [.. nodes.SelectMany(n => n.Names.Values.Distinct().Select(name => new CategoryName(n.Category.Value, name)))];

        /// <summary>The given categories with everything below them.</summary>
        public IReadOnlyList<CategoryId> Under(IEnumerable<CategoryId> categories)
        {
            var found = new HashSet<CategoryId>();
            var open = new Stack<CategoryId>(categories);
            while (open.TryPop(out var next))
                if (found.Add(next)) foreach (var child in _below[next]) open.Push(child);
            return [.. found];
        }
    }
}
