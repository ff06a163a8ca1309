using System.Text.Json;
using Marketplace.Application;
using Marketplace.Domain.Catalog;
using Marketplace.Infrastructure.Outbox;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Marketplace.Infrastructure.Catalog;

/// <summary>Writes many new cards by COPY in the handler's transaction; listings and pages follow once, at the end.</summary>
internal sealed class ProductCopy(MarketplaceDb db, Invocation invocation, IOutbox outbox, AnnouncementsByContext announcements)
{
    private const string ProductColumns =
        "id, shop, category, title, description, attributes, translations, tags, images, state, refusals, revision, created_at, "
        + "updated_at, published_at";

    private const string OfferColumns =
        "id, product, variant, shop, sku, price_amount, price_currency, compare_at_amount, weight_grams, length_mm, width_mm, "
        + "height_mm, tax_class, handling_days, return_days, active, created_at, updated_at";

    public async Task Write(
        IReadOnlyList<Product> products, IReadOnlyList<Offer> offers, IReadOnlyList<StockItem> stock, DateTimeOffset at,
        CancellationToken ct)
    {
        await db.Begin(ct);
        await db.Database.ExecuteSqlRawAsync("SET LOCAL catalog.bulk = 'on'", ct);
        await Copy($"products ({ProductColumns})", products, Row, ct);
        await Copy("variants (id, product, position, attributes, gtin)", products.SelectMany(p => p.Variants), Row, ct);
        await Copy($"offers ({OfferColumns})", offers, Row, ct);
        await Copy("stock (id, product, shop, warehouse, on_hand, reserved, sold)", stock, Row, ct);
        await Copy("movements (offer, warehouse, delta, kind, cause, at)", stock.Where(s => s.OnHand > 0),
            (row, s) => Movement(row, s, at), ct);
        await Copy("changes (machine, subject, event, from_state, to_state, reason, actor, role, request_id, at)",
            products.SelectMany(p => p.TakeChanges()), Row, ct);
        var ids = products.Select(p => p.Id.Value).ToArray();
        await db.Database.ExecuteSqlAsync(
            $"SELECT catalog.refresh_listings({ids}), catalog.refresh_pages({ids}), set_config('catalog.bulk', 'off', true)", ct);

        foreach (var message in products.SelectMany(p => p.TakeEvents()).SelectMany(e => announcements.Of("catalog", e)))
            outbox.Send(message);
    }

    private async Task Copy<T>(string target, IEnumerable<T> rows, Action<NpgsqlBinaryImporter, T> write, CancellationToken ct)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var importer = await connection.BeginBinaryImportAsync($"COPY catalog.{target} FROM STDIN (FORMAT BINARY)", ct);
        foreach (var row in rows)
        {
            importer.StartRow();
            write(importer, row);
        }

        await importer.CompleteAsync(ct);
    }

    private static void Row(NpgsqlBinaryImporter row, Product p)
    {
        row.Write(p.Id.Value);
        row.Write(p.Shop.Value);
        row.Write(p.Category.Value);
        row.Write(p.Title);
        row.Write(p.Description);
        Json(row, p.Attributes);
        Json(row, p.Translations);
        Json(row, p.Tags);
        Json(row, p.Images);
        row.Write(EnumText<ProductState>.Write(p.State));
        Json(row, p.Refusals);
        row.Write(p.Revision);
        Time(row, p.CreatedAt);
        Time(row, p.UpdatedAt);
        if (p.PublishedAt is { } published) Time(row, published);
        else row.WriteNull();
    }

    private static void Row(NpgsqlBinaryImporter row, Variant v)
    {
        row.Write(v.Id.Value);
        row.Write(v.Product.Value);
        row.Write(v.Position);
        Json(row, v.Attributes);
        if (v.Gtin is { } gtin) row.Write(gtin);
        else row.WriteNull();
    }

    private static void Row(NpgsqlBinaryImporter row, Offer o)
    {
        row.Write(o.Id.Value);
        row.Write(o.Product.Value);
        row.Write(o.Variant.Value);
        row.Write(o.Shop.Value);
        row.Write(o.Sku);
        row.Write(o.Price.Minor);
        row.Write(o.Price.Currency.Code);
        if (o.CompareAtAmount is { } compareAt) row.Write(compareAt);
        else row.WriteNull();
        row.Write(o.WeightGrams);
        row.Write(o.LengthMm);
        row.Write(o.WidthMm);
        row.Write(o.HeightMm);
        row.Write(o.TaxClass);
        row.Write(o.HandlingDays);
        row.Write(o.ReturnDays);
        row.Write(o.Active);
        Time(row, o.CreatedAt);
        Time(row, o.UpdatedAt);
    }

    private static void Row(NpgsqlBinaryImporter row, StockItem s)
    {
        row.Write(s.Id.Value);
        row.Write(s.Product.Value);
        row.Write(s.Shop.Value);
        row.Write(s.Warehouse.Value);
        row.Write(s.OnHand);
        row.Write(0);
        row.Write(0);
    }

    private static void Movement(NpgsqlBinaryImporter row, StockItem s, DateTimeOffset at)
    {
        row.Write(s.Id.Value);
        row.Write(s.Warehouse.Value);
        row.Write(s.OnHand);
        row.Write("COUNT");
        row.Write(s.Id.Value);
        Time(row, at);
    }

    private void Row(NpgsqlBinaryImporter row, StateChange c)
    {
        row.Write(c.Machine);
        row.Write(c.Subject);
        row.Write(c.Event);
        if (c.From is { } from) row.Write(from);
        else row.WriteNull();
        row.Write(c.To);
        if (c.Reason is { } reason) row.Write(reason);
        else row.WriteNull();
        row.Write(invocation.Actor);
        row.Write(invocation.Role);
        row.Write(invocation.RequestId);
        Time(row, c.At);
    }

    private static void Json<T>(NpgsqlBinaryImporter row, T value) =>
        row.Write(JsonSerializer.Serialize(value, Conventions.Json), NpgsqlDbType.Jsonb);

    private static void Time(NpgsqlBinaryImporter row, DateTimeOffset at) => row.Write(at, NpgsqlDbType.TimestampTz);
}
