using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>The next key begins to sign, the one that signed only proves, and a new one is published to follow.</summary>
/// <param name="Compromised">The signing key is in wrong hands: its tokens are refused from now on.</param>
/// <param name="OnlyIfOlderThan">Rotates only when the signing key is older; null rotates in any case.</param>
public sealed record RotateSigningKeys(bool Compromised = false, TimeSpan? OnlyIfOlderThan = null);

public sealed class RotateSigningKeysHandler(ITokenKeys keys, IKeyForge forge, ITokenIssuer tokens)
    : IUseCase<RotateSigningKeys, Unit>
{
    public async Task<Result<Unit>> Handle(RotateSigningKeys request, CancellationToken ct)
    {
        var living = await keys.Living(ct);
        var signing = living.FirstOrDefault(k => k.State == TokenKeyState.Active);
        var next = living.FirstOrDefault(k => k.State == TokenKeyState.Next);
        if (next is null) return Publish();
        if (request.OnlyIfOlderThan is { } age && tokens.Now - (signing?.ActiveAt ?? next.MadeAt) < age) return Unit.Value;
        if (!request.Compromised && tokens.Now - next.MadeAt < TokenKey.PublishedBefore) return TokenKeyErrors.TooYoung;

        if ((signing ?? FromSettings()).Retire(request.Compromised, tokens.Now).Failed(out var refusal)) return refusal;
        if (next.Activate(tokens.Now).Failed(out refusal)) return refusal;
        return Publish();
    }

    private Unit Publish()
    {
        var made = forge.Make();
        keys.Add(TokenKey.Publish(TokenKeyId.New(tokens.Now), made.Kid, made.PublicKey, made.SealedKey, tokens.Now));
        return Unit.Value;
    }

    // Until the first rotation the settings' key signs without being on record.
    private TokenKey FromSettings()
    {
        var configured = forge.Configured;
        var key = TokenKey.OfSettings(TokenKeyId.New(tokens.Now), configured.Kid, configured.PublicKey, tokens.Now);
        keys.Add(key);
        return key;
    }
}
