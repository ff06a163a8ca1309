using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>A person signs out everywhere.</summary>
public sealed record EndAllSessions(UserId User);

public sealed class EndAllSessionsHandler(ISessions sessions, IAccessRevocation access, ITokenIssuer tokens)
    : IUseCase<EndAllSessions, Unit>
{
    public async Task<Result<Unit>> Handle(EndAllSessions request, CancellationToken ct)
    {
        access.Distrust(request.User);
        var living = await sessions.Beyond(request.User, 0, ct);
        foreach (var session in living) session.End("signed_out_everywhere", tokens.Now);
        return Unit.Value;
    }
}
