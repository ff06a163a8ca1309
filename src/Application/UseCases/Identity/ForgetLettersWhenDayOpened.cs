using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Admin.Messages;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>Letters and wrong attempts name addresses: they are forgotten as soon as they prove and protect nothing.</summary>
public sealed class ForgetLettersWhenDayOpened(
    ILetters letters, ISignInFailures failures, IExternalReturns returns, ITokenIssuer tokens)
    : IReaction<DayOpened>
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    public async Task<Result> Handle(DayOpened happened, CancellationToken ct)
    {
        await letters.Forget(tokens.Now - Kept, ct);
        await failures.ForgetAll(tokens.Now - Kept, ct);
        await returns.Forget(tokens.Now, ct);
        return Result.Ok;
    }
}
