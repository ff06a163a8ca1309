using System.Text.Json.Serialization;
using Marketplace.Domain.Sellers;
using Marketplace.Kernel;

namespace Marketplace.Application.Sellers;

/// <summary>The shop an account runs, as its owner sees it.</summary>
public sealed record GetMyShop(UserId Owner);

/// <summary>Any shop, as moderators see it.</summary>
public sealed record GetShop(ShopId Shop);

/// <summary>Shops for moderators, newest application first.</summary>
public sealed record ListShops(PageRequest Page, IReadOnlyList<ShopStatus> Statuses);

/// <summary>A shop with everything its owner and moderators may know.</summary>
public sealed record ShopView(
    Guid Id, Guid OwnerId, string Name, string Slug, string Country, LegalForm LegalForm, ShopKind Kind,
    string? Description, bool TaxExempt, bool AutoAccept, ShopStatus Status, string? StatusReason, VacationView? Vacation,
    DateTimeOffset AppliedAt, [property: JsonIgnore] uint Version);

/// <summary>Days on which a shop sells nothing.</summary>
public sealed record VacationView(DateOnly From, DateOnly Until);

/// <summary>A storefront as anybody sees it; shops that applied, are suspended or closed are not shown.</summary>
public sealed record GetStorefront(string Slug);

/// <summary>The public face of a shop.</summary>
/// <param name="AwayUntil">Last day of a running vacation.</param>
public sealed record StorefrontView(
    Guid Id, string Name, string Slug, string Country, ShopKind Kind, string? Description, bool CanSell,
    DateOnly? AwayUntil, [property: JsonIgnore] uint Version);
