using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Marketplace.Ports.Identity.Messages;

namespace Marketplace.Application.Identity;

/// <summary>
/// Closes an account for good and tells the contexts to let go of the person; postponed while something is open.
/// </summary>
public sealed class CarryOutErasureHandler(
    IErasures erasures, IUsers users, IArchives archives, ILetters letters, ErasureParts parts, SessionParts sessions)
    : IUseCase<CarryOutErasure, Unit>
{
    public async Task<Result<Unit>> Handle(CarryOutErasure request, CancellationToken ct)
    {
        var at = parts.Clock.GetUtcNow();
        if (await erasures.Find(request.User, ct) is not { } erasure) return Unit.Value;
        if (erasure.State is not (ErasureState.Waiting or ErasureState.Postponed) || at < erasure.DueAt) return Unit.Value;

        var shops = await parts.Owned.Of(request.User, ct);
        var open = await parts.Open(request.User, shops, ct);
        if (open.Count > 0) erasure.Postpone([.. open.Select(m => m.Code)], at);
        else if (erasure.Begin(parts.Records.Contexts, shops, at).Failed(out var refusal)) return refusal;
        else await Close(request.User, at, ct);

        return Unit.Value;
    }

    private async Task Close(UserId id, DateTimeOffset at, CancellationToken ct)
    {
        foreach (var archive in await archives.Of(id, ct)) archive.Expire(at);
        await SessionOpening.EndOthers(id, null, "account_erased", sessions, ct);
        if (await users.Find(id, ct) is not { } user) return;

        // The last letter belongs to no account, so that it survives until it is sent.
        if (ContactAddress.Of(user.Email, user.Phone) is { } to)
        {
            var now = sessions.Tokens.Now;
            letters.Add(Letter.Write(LetterId.New(now), LetterPurpose.ErasureDone, to, (null, user.Locale), now));
        }

        user.Forget(at);
    }
}
