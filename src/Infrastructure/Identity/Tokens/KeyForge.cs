using Marketplace.Ports.Identity;

namespace Marketplace.Infrastructure.Identity;

internal sealed class KeyForge(SigningKeys keys) : IKeyForge
{
    public ForgedKey Configured => new(keys.Configured.Id, keys.Configured.PublicKey, []);

    public ForgedKey Make()
    {
        var der = SigningKey.MakeUp();
        var key = SigningKey.FromPrivate(der);
        return new ForgedKey(key.Id, key.PublicKey, keys.Seal.Close(key.Id, der));
    }
}
