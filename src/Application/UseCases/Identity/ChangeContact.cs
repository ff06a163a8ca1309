using FluentValidation;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>A person wants another e-mail address or phone; it counts as soon as its letter is answered.</summary>
public sealed record ChangeContact(UserId User, string? Email, string? Phone)
{
    public override string ToString() => "ChangeContact ***";
}

public sealed class ChangeContactValidator : AbstractValidator<ChangeContact>
{
    public ChangeContactValidator()
    {
        this.OneName(r => r.Email, r => r.Phone);
        RuleFor(r => r.Email).Email();
        RuleFor(r => r.Phone).Phone();
    }
}

public sealed class ChangeContactHandler(IUsers users, ILetters letters, ITokenIssuer tokens) : IUseCase<ChangeContact, Unit>
{
    public async Task<Result<Unit>> Handle(ChangeContact request, CancellationToken ct)
    {
        var at = tokens.Now;
        if (await users.Find(request.User, ct) is not { } user) return UserErrors.NotFound;
        if (ContactAddress.Of(SignInName.Email(request.Email), SignInName.Phone(request.Phone)) is not { } to)
            return UserErrors.NoSignInName;

        if (!await letters.IsEnough(to, LetterPurpose.Confirm, at, ct)) letters.Ask(user, to, at);
        return Unit.Value;
    }
}
