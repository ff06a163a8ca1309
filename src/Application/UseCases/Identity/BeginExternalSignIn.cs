using System.Buffers.Text;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>Somebody wants to sign in through a provider, or to link an account there to their own.</summary>
/// <param name="Browser">The secret of the browser it must come back in.</param>
/// <param name="User">Who wants to link; null for a sign-in.</param>
/// <param name="Session">In which session; null for a sign-in.</param>
public sealed record BeginExternalSignIn(string Provider, string Browser, UserId? User = null, SessionId? Session = null)
{
    public override string ToString() => "BeginExternalSignIn ***";
}

/// <summary>What the provider is asked with.</summary>
public sealed record ExternalSignInBegun(AuthorizationRequest Request);

public sealed class BeginExternalSignInHandler(ISecretBox box, ITokenIssuer tokens) : IUseCase<BeginExternalSignIn, ExternalSignInBegun>
{
    public Task<Result<ExternalSignInBegun>> Handle(BeginExternalSignIn request, CancellationToken ct)
    {
        var (verifier, nonce) = (box.Random(Pkce.Bytes), box.Random(ExternalState.NonceBytes));
        var state = new ExternalState(
            new Guid(box.Random(16)), request.Provider, tokens.Now + ExternalState.GoodFor, verifier, nonce,
            ExternalState.HashOf(request.Browser), request.User?.Value ?? Guid.Empty, request.Session?.Value ?? Guid.Empty);
        return Task.FromResult<Result<ExternalSignInBegun>>(new ExternalSignInBegun(new AuthorizationRequest(
            state.Seal(box), Base64Url.EncodeToString(nonce), Pkce.Challenge(Pkce.Verifier(verifier)))));
    }
}
