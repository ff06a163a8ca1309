using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>Somebody followed the link of a letter: the address it went to is the account's from now on.</summary>
public sealed record ConfirmEmail(string Token)
{
    public override string ToString() => "ConfirmEmail ***";
}

public sealed class ConfirmEmailHandler(IUsers users, ILetters letters, IOneTimeSecrets secrets, ITokenIssuer tokens)
    : IUseCase<ConfirmEmail, Unit>
{
    public async Task<Result<Unit>> Handle(ConfirmEmail request, CancellationToken ct)
    {
        var at = tokens.Now;
        if (secrets.LetterOf(request.Token) is not { } id || await letters.Find(id, ct) is not { User: { } owner } letter)
            return UserErrors.NotProved;
        if (letter.Purpose != LetterPurpose.Confirm || letter.Kind != ContactAddress.Email) return UserErrors.NotProved;
        if (letter.Use(at).Failed(out var refusal)) return refusal;
        if (await users.Find(owner, ct) is not { } user) return UserErrors.NotProved;
        if (await users.FindBySignInName(letter.Address, null, ct) is { } other && other.Id != user.Id) return UserErrors.Taken;

        if (user.Email is not null && user.Email != letter.Address) letters.Tell(user, LetterPurpose.AddressChanged, at);
        user.ConfirmEmail(letter.Address, at);
        return Unit.Value;
    }
}
