using Marketplace.Domain.Catalog;
using Marketplace.Infrastructure.Persistence;

namespace Marketplace.Infrastructure.Catalog;

/// <summary>Cards are about goods; only the name of the shop beside them may be somebody's.</summary>
internal sealed class CatalogPersonal : IPersonalTables
{
    public string Context => "catalog";

    public IReadOnlyList<PersonalTable> Tables { get; } =
        [PersonalTable.OfShops<Storefront>(nameof(Storefront.Id)).Replacing(nameof(Storefront.Name), "''")];
}
