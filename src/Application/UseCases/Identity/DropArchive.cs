using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Identity.Messages;
using Marketplace.Ports.Media;

namespace Marketplace.Application.Identity;

/// <summary>Removes the file of an archive from every storage.</summary>
public sealed class DropArchive(IProviders<IBlobStore> stores) : IErrand<RemoveArchive>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(RemoveArchive command, CancellationToken ct)
    {
        foreach (var store in stores.Codes.Select(stores.Find).OfType<IBlobStore>())
            await store.Delete(ArchiveFile.KeyOf(command.Archive), ct);
        return Result.Ok;
    }
}
