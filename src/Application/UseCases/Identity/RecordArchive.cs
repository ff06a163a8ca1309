using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Marketplace.Ports.Identity.Messages;

namespace Marketplace.Application.Identity;

/// <summary>An archive is packed and stored: its owner may fetch it and is told so.</summary>
public sealed record RecordArchive(ArchiveId Archive, int Length);

public sealed class RecordArchiveHandler(
    IArchives archives, IUsers users, ILetters letters, IAccountTerms terms, ITokenIssuer tokens, IOutbox outbox)
    : IUseCase<RecordArchive, Unit>
{
    public async Task<Result<Unit>> Handle(RecordArchive request, CancellationToken ct)
    {
        // Packed for somebody who is gone meanwhile, or asked anew: nobody may fetch it.
        var archive = await archives.Find(request.Archive, ct);
        if (archive is null or { State: ArchiveState.Expired })
        {
            outbox.Send(new RemoveArchive(request.Archive));
            return Unit.Value;
        }

        if (archive.Pack(request.Length, terms.Current.Privacy.ArchiveKept, tokens.Now)
            && await users.Find(archive.User, ct) is { } user)
            letters.Tell(user, LetterPurpose.ArchiveReady, tokens.Now);
        return Unit.Value;
    }
}
