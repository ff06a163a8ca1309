using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Admin.Messages;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>Archives whose time is over go; their times are real times, as those of letters.</summary>
public sealed class ExpireArchivesWhenDayOpened(IArchives archives, ITokenIssuer tokens) : IReaction<DayOpened>
{
    public async Task<Result> Handle(DayOpened happened, CancellationToken ct)
    {
        foreach (var archive in await archives.Over(tokens.Now, ct)) archive.Expire(tokens.Now);
        return Result.Ok;
    }
}
