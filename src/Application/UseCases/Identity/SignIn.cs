using FluentValidation;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Marketplace.Ports.Sellers;

namespace Marketplace.Application.Identity;

/// <summary>Somebody proves an account with its password.</summary>
public sealed record SignIn(string? Email, string? Phone, string Password, string? Device)
{
    public override string ToString() => "SignIn ***";
}

public sealed class SignInValidator : AbstractValidator<SignIn>
{
    public SignInValidator()
    {
        RuleFor(r => r.Email).NotNull().When(r => r.Phone is null).WithErrorCode("required")
            .WithMessage("Give an e-mail address or a phone number.");
        RuleFor(r => r.Phone).Null().When(r => r.Email is not null).WithErrorCode("one-name")
            .WithMessage("Give one of e-mail and phone.");
        RuleFor(r => r.Password).NotNull().WithErrorCode("required")
            .MaximumLength(256).WithErrorCode("length").WithMessage("A password has at most 256 characters.");
    }
}

public sealed class SignInHandler(
    IUsers users, ISessions sessions, IRefreshTokens refreshTokens, IPasswordHasher passwords, ITokenIssuer tokens,
    ISellerStanding sellers)
    : IUseCase<SignIn, SignedIn>
{
    public async Task<Result<SignedIn>> Handle(SignIn request, CancellationToken ct)
    {
        var user = await users.FindBySignInName(SignInName.Email(request.Email), SignInName.Phone(request.Phone), ct);
        var match = await passwords.Check(request.Password, user?.PasswordHash, ct);
        if (user is null || match == PasswordMatch.Wrong) return UserErrors.SignInRefused;
        if (match == PasswordMatch.RightButOutdated) user.KeepPasswordAs(await passwords.Hash(request.Password, ct));

        var surplus = await sessions.Beyond(user.Id, Session.MostPerAccount - 1, ct);
        foreach (var oldest in surplus) oldest.End("too_many_devices", tokens.Now);

        var shop = user.Roles.Contains(Role.Seller) ? await sellers.ShopOf(user.Id, ct) : null;
        var session = SessionOpening.Open(user, request.Device, sessions, tokens);
        return SessionOpening.HandOut(user, session, shop, (RefreshTokenId.New(tokens.Now), null), refreshTokens, tokens);
    }
}
