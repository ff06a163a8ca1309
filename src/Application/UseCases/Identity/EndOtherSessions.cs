using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>A person signs out of every device but the one in hand.</summary>
public sealed record EndOtherSessions(UserId User, SessionId Current);

public sealed class EndOtherSessionsHandler(ISessions sessions, IAccessRevocation access, ITokenIssuer tokens)
    : IUseCase<EndOtherSessions, Unit>
{
    public async Task<Result<Unit>> Handle(EndOtherSessions request, CancellationToken ct)
    {
        access.Distrust(request.User);
        foreach (var session in await sessions.Beyond(request.User, 0, ct))
            if (session.Id != request.Current) session.End("signed_out_elsewhere", tokens.Now);
        return Unit.Value;
    }
}
