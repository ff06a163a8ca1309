using FluentValidation;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>Somebody a provider vouches for signs in; who is not known yet gets an account without a password.</summary>
/// <remarks>
/// An address the provider vouches for becomes the new account's; any other has to be proved by letter first, and until then
/// nothing tells whether it has an account. An address never leads into an account that is there (S9).
/// </remarks>
public sealed record SignInExternally(
    string Provider, ExternalIdentity Identity, string Locale, string? Device, SignInOrigin? Origin = null)
{
    public override string ToString() => "SignInExternally ***";
}

/// <summary>Accounts, what is linked to them, and the letters about it.</summary>
public sealed record ExternalParts(IUsers Users, ILinkedIdentities Identities, ILetters Letters);

public sealed class SignInExternallyValidator : AbstractValidator<SignInExternally>
{
    public SignInExternallyValidator() => RuleFor(r => r.Locale).NotNull().WithErrorCode("required").Locale();
}

public sealed class SignInExternallyHandler(
    ExternalParts people, AttemptCounting attempts, ISecretBox box, SessionParts parts, TimeProvider clock)
    : IUseCase<SignInExternally, SignInAnswer>
{
    private const int LongestName = 100;

    public async Task<Result<SignInAnswer>> Handle(SignInExternally request, CancellationToken ct)
    {
        var at = parts.Tokens.Now;
        var key = new IdentityKey(request.Identity.Issuer, request.Identity.Subject);
        var linked = await people.Identities.Find(key, ct);
        var user = linked is null ? null : await people.Users.Find(linked.User, ct);

        // The locks of a password hold here too: whoever is locked out has to wait or to answer a letter.
        if (await IsLocked(user, request.Origin, at, ct)) return SignInAnswer.Refused;
        if (linked is not null)
        {
            if (user is null) return SignInAnswer.Refused;
            linked.Use(at);
        }
        else
        {
            if ((await Join(request, key, at, ct)).Failed(out var refusal, out user)) return refusal;
        }

        if (user.SecondFactorSince is not null) return new SignInAnswer(null, Tickets.Issue(user, at, box));
        return new SignInAnswer(await SessionOpening.Begin(user, request.Device, parts, ct));
    }

    private async Task<bool> IsLocked(User? user, SignInOrigin? origin, DateTimeOffset at, CancellationToken ct)
    {
        foreach (var name in new[] { user?.Email, user?.Phone, user?.Id.ToString() ?? "" }.OfType<string>())
            if (await attempts.AreLocked(name, origin, at, ct)) return true;
        return false;
    }

    private async Task<Result<User>> Join(SignInExternally request, IdentityKey key, DateTimeOffset at, CancellationToken ct)
    {
        var email = SignInName.Email(request.Identity.Email);
        var proved = email is not null && request.Identity.EmailVerified;
        if (proved && await people.Users.FindBySignInName(email, null, ct) is { } known)
        {
            // The same person may just have come in by another window: then the account is theirs.
            if (await people.Identities.Find(key, ct) is not { } linked || linked.User != known.Id) return IdentityErrors.AccountExists;
            linked.Use(at);
            return known;
        }

        var now = clock.GetUtcNow();
        var name = NameOf(request.Identity, email);
        var user = User.RegisterNameless(UserId.New(now), null, request.Provider, name, request.Locale, now);

        if (proved) user.ConfirmEmail(email!, at);
        else if (email is not null) await AskOnce(user, email, at, ct);

        people.Users.Add(user);
        people.Identities.Add(LinkedIdentity.Link(LinkedIdentityId.New(at), user, request.Provider, key, at));
        return user;
    }

    // Whoever makes many accounts at a provider does not make many letters to one address.
    private async Task AskOnce(User user, string email, DateTimeOffset at, CancellationToken ct)
    {
        var to = new ContactAddress(ContactAddress.Email, email);
        if (!await people.Letters.IsEnough(to, LetterPurpose.Confirm, at, ct)) people.Letters.Ask(user, to, at);
    }

    private static string NameOf(ExternalIdentity identity, string? email)
    {
        var given = string.Concat((identity.Name ?? "").Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(LongestName)).Trim();
        return given.Length > 0 ? given : email is null ? identity.Issuer : email[..email.IndexOf('@', StringComparison.Ordinal)];
    }
}
