using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>A person wants a copy of everything kept about them; packed while they wait elsewhere.</summary>
public sealed record AskArchive(UserId User);

public sealed class AskArchiveHandler(IArchives archives, IUsers users, ITokenIssuer tokens) : IUseCase<AskArchive, ArchiveId>
{
    public async Task<Result<ArchiveId>> Handle(AskArchive request, CancellationToken ct)
    {
        if (await users.Find(request.User, ct) is null) return UserErrors.NotFound;
        var earlier = await archives.Of(request.User, ct);
        if (earlier.Any(a => a.State == ArchiveState.Preparing)) return ArchiveErrors.Running;

        // One copy at a time: the less of it lies around, the better.
        var at = tokens.Now;
        foreach (var archive in earlier) archive.Expire(at);
        var asked = Archive.Ask(ArchiveId.New(at), request.User, at);
        archives.Add(asked);
        return asked.Id;
    }
}
