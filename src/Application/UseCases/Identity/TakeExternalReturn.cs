using System.Buffers.Text;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>A person came back from a provider: this counts once, whatever becomes of it.</summary>
/// <param name="Browser">The secret of the browser; empty when it has none.</param>
/// <param name="User">Who links; null for a sign-in.</param>
/// <param name="Session">In which session; null for a sign-in.</param>
public sealed record TakeExternalReturn(
    string Provider, string State, string Browser, UserId? User = null, SessionId? Session = null)
{
    public override string ToString() => "TakeExternalReturn ***";
}

/// <summary>The secrets of the sign-in that came back.</summary>
public sealed record ExternalReturn(string CodeVerifier, string Nonce)
{
    public override string ToString() => "ExternalReturn ***";
}

public sealed class TakeExternalReturnHandler(IExternalReturns returns, ISecretBox box, ITokenIssuer tokens)
    : IUseCase<TakeExternalReturn, ExternalReturn>
{
    public async Task<Result<ExternalReturn>> Handle(TakeExternalReturn request, CancellationToken ct)
    {
        if (ExternalState.Open(request.State, box) is not { } state) return IdentityErrors.StateNotGood;
        if (!state.IsGood(request.Provider, request.Browser, request.User, request.Session, tokens.Now))
            return IdentityErrors.StateNotGood;
        if (!await returns.Take(state.Id, state.GoodUntil, ct)) return IdentityErrors.StateNotGood;

        return new ExternalReturn(Pkce.Verifier(state.Verifier), Base64Url.EncodeToString(state.Nonce));
    }
}
