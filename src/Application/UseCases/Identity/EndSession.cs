using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>A person signs out of one device.</summary>
public sealed record EndSession(UserId User, SessionId Session);

public sealed class EndSessionHandler(ISessions sessions, IAccessRevocation access, ITokenIssuer tokens)
    : IUseCase<EndSession, Unit>
{
    public async Task<Result<Unit>> Handle(EndSession request, CancellationToken ct)
    {
        var session = await sessions.Find(request.Session, ct);
        if (session is null || session.User != request.User) return SessionErrors.NotFound;

        access.Distrust(request.User);
        session.End("signed_out", tokens.Now);
        return Unit.Value;
    }
}
