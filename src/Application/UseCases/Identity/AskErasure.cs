using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Marketplace.Ports.Sellers;

namespace Marketplace.Application.Identity;

/// <summary>A person wants to be forgotten; nothing happens before the time to think again is over.</summary>
public sealed record AskErasure(UserId User);

/// <summary>What an erasure asks before it begins.</summary>
public sealed record ErasureParts(
    IEnumerable<IOpenMatters> Matters, IOwnedShops Owned, IPersonalRecords Records, IAccountTerms Terms, TimeProvider Clock)
{
    /// <summary>What has to end first, over all contexts.</summary>
    internal async Task<IReadOnlyList<OpenMatter>> Open(UserId user, IReadOnlyList<ShopId> shops, CancellationToken ct)
    {
        var open = new List<OpenMatter>();
        foreach (var context in Matters) open.AddRange(await context.Of(user, shops, ct));
        return open;
    }
}

public sealed class AskErasureHandler(IErasures erasures, IUsers users, ILetters letters, ErasureParts parts, ITokenIssuer tokens)
    : IUseCase<AskErasure, Unit>
{
    public async Task<Result<Unit>> Handle(AskErasure request, CancellationToken ct)
    {
        if (await users.Find(request.User, ct) is not { } user) return UserErrors.NotFound;
        var open = await parts.Open(user.Id, await parts.Owned.Of(user.Id, ct), ct);
        if (open.Count > 0) return ErasureErrors.Blocked(open.Select(m => KeyValuePair.Create(m.Code, m.Count)));

        var (coolingOff, at) = (parts.Terms.Current.Privacy.CoolingOff, parts.Clock.GetUtcNow());
        var earlier = await erasures.Find(user.Id, ct);
        if (earlier is null) erasures.Add(Erasure.Ask(user.Id, coolingOff, at));
        else if (earlier.AskAgain(coolingOff, at).Failed(out var refusal)) return refusal;

        letters.Tell(user, LetterPurpose.ErasureAsked, tokens.Now);
        return Unit.Value;
    }
}
