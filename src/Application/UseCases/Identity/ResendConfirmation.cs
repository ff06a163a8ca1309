using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>A person wants the letter that proves an address or phone once more.</summary>
/// <param name="Kind"><c>email</c> or <c>sms</c>.</param>
public sealed record ResendConfirmation(UserId User, string Kind);

public sealed class ResendConfirmationHandler(IUsers users, ILetters letters, ITokenIssuer tokens)
    : IUseCase<ResendConfirmation, Unit>
{
    public async Task<Result<Unit>> Handle(ResendConfirmation request, CancellationToken ct)
    {
        var at = tokens.Now;
        if (await users.Find(request.User, ct) is not { } user) return UserErrors.NotFound;

        var asked = await letters.Newest(user.Id, LetterPurpose.Confirm, request.Kind, ct);
        if ((asked is { UsedAt: null } ? asked.Address : Unproved(user, request.Kind)) is not { } address)
            return UserErrors.NothingToConfirm;

        var to = new ContactAddress(request.Kind, address);
        if (!await letters.IsEnough(to, LetterPurpose.Confirm, at, ct)) letters.Ask(user, to, at);
        return Unit.Value;
    }

    private static string? Unproved(User user, string kind) =>
        kind == ContactAddress.Email
            ? user.EmailConfirmedAt is null ? user.Email : null
            : user.PhoneConfirmedAt is null ? user.Phone : null;
}
