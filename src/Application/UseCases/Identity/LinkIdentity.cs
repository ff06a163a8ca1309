using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>A signed-in person lets an account at a provider sign in to theirs (S9); the edge asked for a fresh sign-in.</summary>
public sealed record LinkIdentity(UserId User, string Provider, ExternalIdentity Identity)
{
    public override string ToString() => "LinkIdentity ***";
}

public sealed class LinkIdentityHandler(ExternalParts people, ITokenIssuer tokens) : IUseCase<LinkIdentity, Unit>
{
    public async Task<Result<Unit>> Handle(LinkIdentity request, CancellationToken ct)
    {
        var at = tokens.Now;
        var key = new IdentityKey(request.Identity.Issuer, request.Identity.Subject);
        if (await people.Users.Find(request.User, ct) is not { } user) return UserErrors.NotFound;
        if (await people.Identities.Find(key, ct) is { } linked)
            return linked.User == user.Id ? Unit.Value : IdentityErrors.LinkedElsewhere;
        if ((await people.Identities.Of(user.Id, ct)).Any(i => i.Provider == request.Provider)) return IdentityErrors.ProviderLinked;

        people.Identities.Add(LinkedIdentity.Link(LinkedIdentityId.New(at), user, request.Provider, key, at));
        people.Letters.Tell(user, LetterPurpose.IdentityLinked, at);
        return Unit.Value;
    }
}
