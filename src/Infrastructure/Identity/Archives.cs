using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Domain.Identity;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Identity;
using Marketplace.Ports.Media;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Infrastructure.Identity;

internal sealed class ArchiveMapping : IEntityTypeConfiguration<Archive>
{
    public void Configure(EntityTypeBuilder<Archive> builder)
    {
        builder.ToTable("archives", "identity");
        builder.HasKey(a => a.Id);
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.State).HasEnum();
        builder.IsAudited();
        builder.HasIndex(a => a.User);
        builder.HasVersion();
    }
}

internal sealed class Archives(MarketplaceDb db) : IArchives
{
    public Task<Archive?> Find(ArchiveId id, CancellationToken ct) => db.Set<Archive>().FirstOrDefaultAsync(a => a.Id == id, ct);

    public async Task<IReadOnlyList<Archive>> Of(UserId user, CancellationToken ct) =>
        await db.Set<Archive>().Where(a => a.User == user && a.State != ArchiveState.Expired).ToListAsync(ct);

    public async Task<IReadOnlyList<Archive>> Over(DateTimeOffset at, CancellationToken ct) =>
        await db.Set<Archive>().Where(a => a.State == ArchiveState.Ready && a.ExpiresAt <= at).OrderBy(a => a.Id).Take(500).ToListAsync(ct);

    public void Add(Archive archive) => db.Add(archive);
}

internal sealed class ListArchivesHandler(MarketplaceDb db) : IQuery<ListArchives, IReadOnlyList<ArchiveView>>
{
    public async Task<Result<IReadOnlyList<ArchiveView>>> Handle(ListArchives request, CancellationToken ct) =>
        await db.Set<Archive>().Where(a => a.User == request.User).OrderByDescending(a => a.Id).Take(100)
            .Select(a => new ArchiveView(a.Id.Value, a.State, a.AskedAt, a.ReadyAt, a.ExpiresAt, a.Length)).ToArrayAsync(ct);
}

internal sealed class GetArchiveHandler(MarketplaceDb db) : IQuery<GetArchive, ArchiveView>
{
    public async Task<Result<ArchiveView>> Handle(GetArchive request, CancellationToken ct)
    {
        var view = await db.Set<Archive>().Where(a => a.User == request.User && a.Id == request.Archive)
            .Select(a => new ArchiveView(a.Id.Value, a.State, a.AskedAt, a.ReadyAt, a.ExpiresAt, a.Length)).FirstOrDefaultAsync(ct);
        return view is null ? ArchiveErrors.NotFound : view;
    }
}

internal sealed class GetArchiveFileHandler(MarketplaceDb db, IProviders<IBlobStore> stores, ISecretBox box, ITokenIssuer tokens)
    : IQuery<GetArchiveFile, ArchiveFile>
{
    public async Task<Result<ArchiveFile>> Handle(GetArchiveFile request, CancellationToken ct)
    {
        var archive = await db.Set<Archive>().AsNoTracking()
            .FirstOrDefaultAsync(a => a.User == request.User && a.Id == request.Archive, ct);
        if (archive is null || archive.State == ArchiveState.Expired) return ArchiveErrors.NotFound;
        if (!archive.IsGood(tokens.Now)) return archive.State == ArchiveState.Preparing ? ArchiveErrors.NotReady : ArchiveErrors.NotFound;

        foreach (var store in stores.Codes.Select(stores.Find).OfType<IBlobStore>())
        {
            if (await store.Open(ArchiveFile.KeyOf(request.Archive), 0, ct) is not { } blob) continue;
            await using var content = blob.Content;
            using var bytes = new MemoryStream();
            await content.CopyToAsync(bytes, ct);
            if (box.Open(bytes.ToArray(), ArchiveFile.Purpose) is { } zip) return new ArchiveFile(zip);
        }

        return ArchiveErrors.NotFound;
    }
}
