using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Admin.Messages;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>Sessions that have been over for a month are forgotten with their tokens; their history stays.</summary>
public sealed class ForgetSessionsWhenDayOpened(ISessions sessions, ITokenIssuer tokens) : IReaction<DayOpened>
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public async Task<Result> Handle(DayOpened happened, CancellationToken ct)
    {
        await sessions.Forget(tokens.Now - Kept, ct);
        return Result.Ok;
    }
}
