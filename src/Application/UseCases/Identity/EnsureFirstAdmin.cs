using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>
/// A new marketplace gets its first administrator from the operator's settings; later starts change nothing.
/// </summary>
public sealed record EnsureFirstAdmin(string Email, string Password)
{
    public override string ToString() => "EnsureFirstAdmin ***";
}

public sealed class EnsureFirstAdminHandler(IUsers users, IPasswordHasher passwords, TimeProvider clock)
    : IUseCase<EnsureFirstAdmin, Unit>
{
    public async Task<Result<Unit>> Handle(EnsureFirstAdmin request, CancellationToken ct)
    {
        if (await users.AnyWith(Role.Admin, ct)) return Unit.Value;
        if (request.Password.Length is < PasswordStrength.Shortest or > PasswordStrength.Longest) return UserErrors.FirstAdmin;
        if (SignInName.Email(request.Email) is not { } email) return UserErrors.FirstAdmin;

        var at = clock.GetUtcNow();
        var user = await users.FindBySignInName(email, null, ct);
        if (user is null)
        {
            if ((await passwords.Hash(request.Password, ct)).Failed(out var busy, out var hash)) return busy;
            var credentials = new Credentials(email, null, hash);
            var registered = User.Register(UserId.New(at), credentials, "Administrator", "en", at);
            if (registered.Failed(out var refusal, out user)) return refusal;
            users.Add(user);

            // The operator wrote the address into the settings: nobody else has to prove it.
            user.ConfirmEmail(email, at);
        }

        return user.Grant(Role.Admin, "first_administrator", at).Failed(out var refused) ? refused : Unit.Value;
    }
}
