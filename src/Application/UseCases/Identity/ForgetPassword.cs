using FluentValidation;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>Somebody cannot sign in and asks for a way to choose a new password.</summary>
/// <remarks>The letter is written whether the address has an account or not; only those with one are ever sent.</remarks>
public sealed record ForgetPassword(string? Email, string? Phone)
{
    public override string ToString() => "ForgetPassword ***";
}

public sealed class ForgetPasswordValidator : AbstractValidator<ForgetPassword>
{
    public ForgetPasswordValidator()
    {
        this.OneName(r => r.Email, r => r.Phone);
        RuleFor(r => r.Email).Email();
        RuleFor(r => r.Phone).Phone();
    }
}

public sealed class ForgetPasswordHandler(ILetters letters, ITokenIssuer tokens) : IUseCase<ForgetPassword, Unit>
{
    public async Task<Result<Unit>> Handle(ForgetPassword request, CancellationToken ct)
    {
        var at = tokens.Now;
        if (ContactAddress.Of(SignInName.Email(request.Email), SignInName.Phone(request.Phone)) is not { } to)
            return UserErrors.NoSignInName;

        if (!await letters.IsEnough(to, LetterPurpose.ResetPassword, at, ct))
            letters.Add(Letter.Write(LetterId.New(at), LetterPurpose.ResetPassword, to, (null, "en"), at));
        return Unit.Value;
    }
}
