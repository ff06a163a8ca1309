using FluentValidation;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>Staff has seen by other means that an address is somebody's, whose letters do not arrive.</summary>
public sealed record ConfirmByHand(UserId User, string? Email, string? Phone, string Reason, UserId By)
{
    public override string ToString() => "ConfirmByHand ***";
}

public sealed class ConfirmByHandValidator : AbstractValidator<ConfirmByHand>
{
    public ConfirmByHandValidator()
    {
        RuleFor(r => r.Email).Email();
        RuleFor(r => r.Phone).Phone();
        this.OneName(r => r.Email, r => r.Phone);
        RuleFor(r => r.Reason).Line(3, 300);
    }
}

public sealed class ConfirmByHandHandler(IUsers users, ILetters letters, ITokenIssuer tokens) : IUseCase<ConfirmByHand, Unit>
{
    public async Task<Result<Unit>> Handle(ConfirmByHand request, CancellationToken ct)
    {
        if (request.By == request.User) return UserErrors.OwnAccount;
        if (await users.Find(request.User, ct) is not { } user) return UserErrors.NotFound;
        var (email, phone) = (SignInName.Email(request.Email), SignInName.Phone(request.Phone));
        if (await users.FindBySignInName(email, phone, ct) is { } other && other.Id != user.Id) return UserErrors.Taken;

        // Whoever could be reached before hears of it, as with any other change of address.
        if ((email is null ? user.Phone : user.Email) is { } before && before != (email ?? phone))
            letters.Tell(user, LetterPurpose.AddressChanged, tokens.Now);
        user.ConfirmByHand(email, phone, request.Reason.Trim(), tokens.Now);
        return Unit.Value;
    }
}
