using Marketplace.Kernel;
using Marketplace.Ports.Identity.Messages;

namespace Marketplace.Application.Search;

/// <summary>Search lets go of an erased person; repeating it changes nothing.</summary>
public sealed class ForgetPersonWhenAccountErased(IPersonalRecords records, IOutbox outbox) : IReaction<AccountErased>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(AccountErased happened, CancellationToken ct)
    {
        await records.Erase("search", happened.User, happened.Shops, ct);
        outbox.Send(new NoteErasedPart(happened.User, "search"));
        return Result.Ok;
    }
}
