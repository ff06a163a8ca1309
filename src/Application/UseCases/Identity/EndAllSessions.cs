using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>A person signs out everywhere.</summary>
public sealed record EndAllSessions(UserId User);

public sealed class EndAllSessionsHandler(ISessions sessions, IAccessRevocation access, ITokenIssuer tokens) : IUseCase<EndAllSessions, Unit>
{
    public async Task<Result<Unit>> Handle(EndAllSessions request, CancellationToken ct)
    {
        access.Distrust(request.User);
        foreach (var session in await sessions.Beyond(request.User, 0, ct)) session.End("signed_out_everywhere", tokens.Now);
        return Unit.Value;
    }
}
