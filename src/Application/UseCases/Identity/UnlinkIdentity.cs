using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>
/// A signed-in person takes a provider's account off theirs, unless nothing else signs in; other devices have to sign in again.
/// </summary>
public sealed record UnlinkIdentity(UserId User, SessionId Session, LinkedIdentityId Identity);

public sealed class UnlinkIdentityHandler(ExternalParts people, IProviders<IExternalSignIn> providers, SessionParts parts)
    : IUseCase<UnlinkIdentity, Unit>
{
    public async Task<Result<Unit>> Handle(UnlinkIdentity request, CancellationToken ct)
    {
        var at = parts.Tokens.Now;
        if (await people.Users.Find(request.User, ct) is not { } user) return UserErrors.NotFound;
        var all = await people.Identities.Of(user.Id, ct);
        if (all.FirstOrDefault(i => i.Id == request.Identity) is not { } identity) return IdentityErrors.NotLinked;

        // A provider the market has switched off signs nobody in.
        var another = all.Any(i => i != identity && providers.Codes.Contains(i.Provider));
        if (!another && !user.HasPassword) return IdentityErrors.LastWayIn;

        user.ChangeIdentities("unlink-identity", identity.Provider, at);
        people.Identities.Remove(identity);
        people.Letters.Tell(user, LetterPurpose.IdentityUnlinked, at);
        await SessionOpening.EndOthers(user.Id, request.Session, "identity_unlinked", parts, ct);
        return Unit.Value;
    }
}
