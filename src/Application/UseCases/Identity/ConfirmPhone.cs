using FluentValidation;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>A person types the code that came to the phone: the number is the account's from now on.</summary>
public sealed record ConfirmPhone(UserId User, string Code)
{
    public override string ToString() => "ConfirmPhone ***";
}

/// <summary>Whether what was presented was right; a wrong try is counted and so is an answer, not a refusal.</summary>
public sealed record Proved(bool Right);

public sealed class ConfirmPhoneValidator : AbstractValidator<ConfirmPhone>
{
    public ConfirmPhoneValidator() => RuleFor(r => r.Code).SixDigits();
}

public sealed class ConfirmPhoneHandler(IUsers users, ILetters letters, IOneTimeSecrets secrets, ITokenIssuer tokens)
    : IUseCase<ConfirmPhone, Proved>
{
    public async Task<Result<Proved>> Handle(ConfirmPhone request, CancellationToken ct)
    {
        var at = tokens.Now;
        if (await users.Find(request.User, ct) is not { } user) return UserErrors.NotFound;
        var letter = await letters.Newest(user.Id, LetterPurpose.Confirm, ContactAddress.Sms, ct);
        if (letter is null || !letter.IsGood(at)) return new Proved(false);
        if (!secrets.IsCode(letter.Id, request.Code))
        {
            letter.Miss();
            return new Proved(false);
        }

        if (await users.FindBySignInName(null, letter.Address, ct) is { } other && other.Id != user.Id) return UserErrors.Taken;
        if (letter.Use(at).Failed(out var refusal)) return refusal;

        if (user.Phone is not null && user.Phone != letter.Address)
            letters.Add(Letter.Write(
                LetterId.New(at), LetterPurpose.AddressChanged, new(ContactAddress.Sms, user.Phone), (user.Id, user.Locale), at));
        user.ConfirmPhone(letter.Address, at);
        return new Proved(true);
    }
}
