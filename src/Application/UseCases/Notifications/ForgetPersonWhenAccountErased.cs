using Marketplace.Kernel;
using Marketplace.Ports.Identity.Messages;

namespace Marketplace.Application.Notifications;

/// <summary>Notifications lets go of an erased person; repeating it changes nothing.</summary>
public sealed class ForgetPersonWhenAccountErased(IPersonalRecords records, IOutbox outbox) : IReaction<AccountErased>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(AccountErased happened, CancellationToken ct)
    {
        await records.Erase("notifications", happened.User, happened.Shops, ct);
        outbox.Send(new NoteErasedPart(happened.User, "notifications"));
        return Result.Ok;
    }
}
