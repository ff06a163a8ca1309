using FluentValidation;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>The second step of signing in: the ticket of the first, and a code of the app or a recovery code.</summary>
public sealed record VerifySecondFactor(string Ticket, string Code, string? Device)
{
    public override string ToString() => "VerifySecondFactor ***";
}

public sealed class VerifySecondFactorValidator : AbstractValidator<VerifySecondFactor>
{
    public VerifySecondFactorValidator() => RuleFor(r => r.Code).AnyCode();
}

public sealed class VerifySecondFactorHandler(
    IUsers users, SecondFactorCheck check, AttemptCounting attempts, ILetters letters, SessionParts parts)
    : IUseCase<VerifySecondFactor, SignInAnswer>
{
    public async Task<Result<SignInAnswer>> Handle(VerifySecondFactor request, CancellationToken ct)
    {
        var at = parts.Tokens.Now;
        if (Tickets.Read(request.Ticket ?? "", at, check.Box) is not { } ticket) return SecondFactorErrors.TicketOver;
        if (await users.Find(ticket.User, ct) is not { } user || !Tickets.IsFor(user, ticket.Stamp))
            return SecondFactorErrors.TicketOver;
        if (!await check.Accepts(user.Id, request.Code, at, ct)) return SignInAnswer.Refused with { Tried = user.Id };

        if (request.Code.Length != Totp.Digits) letters.Tell(user, LetterPurpose.RecoveryCodeUsed, at);
        foreach (var name in new[] { user.Email, user.Phone }.OfType<string>()) await attempts.Forget(name, ct);
        return new SignInAnswer(await SessionOpening.Begin(user, request.Device, parts, ct));
    }
}
