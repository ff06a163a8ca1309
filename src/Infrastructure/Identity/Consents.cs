using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Domain.Identity;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Npgsql;

namespace Marketplace.Infrastructure.Identity;

internal sealed class ConsentMappings : IEntityTypeConfiguration<ConsentText>, IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<ConsentText> builder)
    {
        builder.ToTable("consent_texts", "identity");
        builder.HasKey(t => t.Id);
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Purpose).HasMaxLength(40);
        builder.Property(t => t.Wordings).HasJson();
        builder.IsAudited();
        builder.HasIndex(t => new { t.Purpose, t.Number }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Consent> builder)
    {
        builder.ToTable("consents", "identity");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Purpose).HasMaxLength(40);
        builder.Property(c => c.Language).HasMaxLength(8);
        builder.Property(c => c.TextHash).HasMaxLength(64);
        builder.Property(c => c.Place).HasMaxLength(20);
        builder.Property(c => c.Address).HasMaxLength(45);
        builder.Property(c => c.Client).HasMaxLength(200);
        builder.HasIndex(c => new { c.User, c.Purpose, c.Id });
    }
}

internal sealed class ConsentTexts(MarketplaceDb db) : IConsentTexts
{
    public Task<ConsentText?> Newest(string purpose, CancellationToken ct) =>
        db.Set<ConsentText>().Where(t => t.Purpose == purpose).OrderByDescending(t => t.Number).FirstOrDefaultAsync(ct);

    public async Task<IReadOnlyList<ConsentText>> Newest(IReadOnlyCollection<string> purposes, CancellationToken ct) =>
        await db.Set<ConsentText>().Where(t => purposes.Contains(t.Purpose)
            && t.Number == db.Set<ConsentText>().Where(o => o.Purpose == t.Purpose).Max(o => o.Number)).ToListAsync(ct);

    public void Add(ConsentText text) => db.Add(text);
}

internal sealed class ConsentLog(MarketplaceDb db) : IConsentLog
{
    public Task<Consent?> Last(UserId user, string purpose, CancellationToken ct) =>
        db.Set<Consent>().Where(c => c.User == user && c.Purpose == purpose).OrderByDescending(c => c.Id).FirstOrDefaultAsync(ct);

    public void Add(Consent consent) => db.Add(consent);
}

internal sealed class ConsentsInForce(NpgsqlDataSource database) : IConsents
{
    private const string Ask = """
        SELECT coalesce((SELECT c.given AND c.number = (SELECT max(t.number) FROM identity.consent_texts t WHERE t.purpose = $2)
            FROM identity.consents c WHERE c."user" = $1 AND c.purpose = $2 ORDER BY c.id DESC LIMIT 1), false)
        """;

    public async Task<bool> Allows(UserId user, string purpose, CancellationToken ct)
    {
        await using var ask = database.CreateCommand(Ask);
        ask.Parameters.Add(new() { Value = user.Value });
        ask.Parameters.Add(new() { Value = purpose });
        return (bool)(await ask.ExecuteScalarAsync(ct))!;
    }
}

internal sealed class ListConsentTextsHandler(IConsentTexts texts, IAccountTerms terms)
    : IQuery<ListConsentTexts, IReadOnlyList<ConsentTextView>>
{
    public async Task<Result<IReadOnlyList<ConsentTextView>>> Handle(ListConsentTexts request, CancellationToken ct) =>
        (await texts.Newest(ConsentPurposes.All, ct)).OrderBy(t => t.Purpose, StringComparer.Ordinal).Select(t =>
        {
            var read = t.Wordings.FirstOrDefault(w => w.Language == request.Language) ?? t.Wordings[0];
            return new ConsentTextView(t.Purpose, t.Number, read.Language, read.Title, read.Body,
                terms.Current.Privacy.Required.Contains(t.Purpose), t.PublishedAt);
        }).ToArray();
}

internal sealed class ListConsentsHandler(MarketplaceDb db, IConsentTexts texts, IAccountTerms terms)
    : IQuery<ListConsents, IReadOnlyList<ConsentView>>
{
    public async Task<Result<IReadOnlyList<ConsentView>>> Handle(ListConsents request, CancellationToken ct)
    {
        var log = await db.Set<Consent>().AsNoTracking().Where(c => c.User == request.User).OrderBy(c => c.Id).ToListAsync(ct);
        var last = log.GroupBy(c => c.Purpose).ToDictionary(g => g.Key, g => g.Last());
        return (await texts.Newest(ConsentPurposes.All, ct)).OrderBy(t => t.Purpose, StringComparer.Ordinal).Select(t =>
        {
            var word = last.GetValueOrDefault(t.Purpose);
            var (required, given) = (terms.Current.Privacy.Required.Contains(t.Purpose), word is { Given: true } && word.Number == t.Number);
            return new ConsentView(
                t.Purpose, given, t.Number, word is { Given: true } ? word.Number : null, word?.At, required, required && !given);
        }).ToArray();
    }
}
