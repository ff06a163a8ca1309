using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity.Messages;

namespace Marketplace.Application.Identity;

/// <summary>An account's owner is told of a sign-in on a device the account was not used on before.</summary>
public sealed class NoticeNewDeviceWhenSignedIn(ISessions sessions, IOutbox outbox) : IReaction<UserSignedIn>
{
    private const int LongestDevice = 80;

    public async Task<Result> Handle(UserSignedIn happened, CancellationToken ct)
    {
        if (await sessions.Find(happened.Session, ct) is not { } session) return Result.Ok;
        if (await sessions.IsFamiliar(session, ct)) return Result.Ok;

        var device = session.Device.Length > LongestDevice ? session.Device[..LongestDevice] : session.Device;
        outbox.Send(new UserSignedInOnNewDevice(happened.User, happened.Session, device));
        return Result.Ok;
    }
}
