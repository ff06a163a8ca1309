using FluentValidation;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>Somebody wants an account and is signed in to it.</summary>
public sealed record RegisterAccount(
    string? Email, string? Phone, string Password, string Name, string Locale, string? Device)
{
    public override string ToString() => "RegisterAccount ***";
}

public sealed class RegisterAccountValidator : AbstractValidator<RegisterAccount>
{
    public RegisterAccountValidator()
    {
        RuleFor(r => r.Email).Email();
        RuleFor(r => r.Phone).Phone();
        RuleFor(r => r.Email).NotNull().When(r => r.Phone is null).WithErrorCode("required")
            .WithMessage("Give an e-mail address or a phone number.");
        RuleFor(r => r.Password).Password();
        RuleFor(r => r.Name).Line(1, 100);
        RuleFor(r => r.Locale).NotNull().WithErrorCode("required").Locale();
    }
}

public sealed class RegisterAccountHandler(
    IUsers users, ISessions sessions, IRefreshTokens refreshTokens, IPasswordHasher passwords, ITokenIssuer tokens,
    TimeProvider clock)
    : IUseCase<RegisterAccount, SignedIn>
{
    public async Task<Result<SignedIn>> Handle(RegisterAccount request, CancellationToken ct)
    {
        var (email, phone) = (SignInName.Email(request.Email), SignInName.Phone(request.Phone));
        if (await users.FindBySignInName(email, phone, ct) is not null) return UserErrors.Taken;

        var credentials = new Credentials(email, phone, await passwords.Hash(request.Password, ct));
        var at = clock.GetUtcNow();
        var registered = User.Register(UserId.New(at), credentials, request.Name.Trim(), request.Locale, at);
        if (registered.Failed(out var refusal, out var user)) return refusal;

        users.Add(user);
        var session = SessionOpening.Open(user, request.Device, sessions, tokens);
        return SessionOpening.HandOut(user, session, null, (RefreshTokenId.New(tokens.Now), null), refreshTokens, tokens);
    }
}
