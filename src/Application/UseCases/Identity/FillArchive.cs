using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Identity;
using Marketplace.Ports.Identity.Messages;
using Marketplace.Ports.Media;

namespace Marketplace.Application.Identity;

/// <summary>Packs a person's archive and stores it sealed.</summary>
public sealed class FillArchive(
    IPersonalArchive personal, ISecretBox box, IProviders<IBlobStore> stores, IUseCase<RecordArchive, Unit> record)
    : IErrand<PackArchive>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(PackArchive command, CancellationToken ct)
    {
        if (stores.Codes is not [var code, ..] || stores.Find(code) is not { } store)
            return new Error(ErrorKind.Unavailable, "storage-unavailable", "No storage is enabled.");

        var packed = await personal.Pack(command.User, ct);
        using var sealedBytes = new MemoryStream(box.Seal(packed, ArchiveFile.Purpose), writable: false);
        await store.Put(ArchiveFile.KeyOf(command.Archive), sealedBytes, "application/octet-stream", ct);

        var recorded = await record.Handle(new RecordArchive(command.Archive, packed.Length), ct);
        return recorded.Failed(out var refusal) ? refusal : Result.Ok;
    }
}

/// <summary>The bytes of an archive.</summary>
public sealed record ArchiveFile(byte[] Zip)
{
    /// <summary>What the bytes are sealed for.</summary>
    public const string Purpose = "archive";

    /// <summary>Where an archive is stored.</summary>
    public static string KeyOf(ArchiveId archive) => $"archives/{archive}";

    public override string ToString() => "ArchiveFile ***";
}
