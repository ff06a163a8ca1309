namespace Marketplace.Demo.Olist;

/// <summary>Units of one product from one seller at one price.</summary>
internal sealed record OlistLine(string Seller, string Product, long Price, int Quantity)
{
    /// <summary>The seller's own code of goods at this price.</summary>
    public string Sku => $"{Product}-{Price}";
}

/// <summary>A recorded order: what was bought, and what each seller's freight was.</summary>
internal sealed record OlistOrder(
    string Id, IReadOnlyList<OlistLine> Lines, IReadOnlyDictionary<string, long> Freight, DateTime ShipBy)
{
    /// <summary>The goods, cents.</summary>
    public long Goods => Lines.Sum(l => l.Price * l.Quantity);

    /// <summary>All units.</summary>
    public int Units => Lines.Sum(l => l.Quantity);

    /// <summary>Puts the rows of each order together: equal goods become one line, freight is added up by seller.</summary>
    public static IReadOnlyList<OlistOrder> From(IEnumerable<ItemRow> rows) =>
    [
        .. from row in rows
           group row by row.Order into order
           orderby order.Key
           select new OlistOrder(
               order.Key,
               [
                   .. order.GroupBy(i => (i.Seller, i.Product, i.Price))
                       .Select(g => new OlistLine(g.Key.Seller, g.Key.Product, g.Key.Price, g.Count())),
               ],
               order.GroupBy(i => i.Seller).ToDictionary(g => g.Key, g => g.Sum(i => i.Freight)),
               order.Min(i => i.ShipBy)),
    ];
}
