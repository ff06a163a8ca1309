using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>A person wants to sign in with an authenticator app as well and gets a secret for it.</summary>
public sealed record BeginSecondFactor(UserId User);

/// <summary>What the app needs, shown once.</summary>
/// <param name="Secret">For typing it in, Base32.</param>
/// <param name="Uri">What the QR code says.</param>
public sealed record SecondFactorSetup(string Secret, string Uri, QrCode Code)
{
    public override string ToString() => "SecondFactorSetup ***";
}

public sealed class BeginSecondFactorHandler(
    IUsers users, ISecondFactors factors, ISecretBox box, IQrCodes drawing, IAccountTerms terms)
    : IUseCase<BeginSecondFactor, SecondFactorSetup>
{
    public async Task<Result<SecondFactorSetup>> Handle(BeginSecondFactor request, CancellationToken ct)
    {
        if (await users.Find(request.User, ct) is not { } user) return UserErrors.NotFound;

        var secret = box.Random(Totp.SecretLength);
        var kept = SecondFactorCheck.Seal(secret, box);
        if (await factors.Find(user.Id, ct) is not { } factor) factors.Add(SecondFactor.Begin(user.Id, kept));
        else if (factor.Restart(kept).Failed(out var refusal)) return refusal;

        var account = user.Email ?? user.Phone ?? user.Name;
        var uri = Totp.Uri(terms.Current.SiteUrl.Host, account, secret);
        return new SecondFactorSetup(Base32.Write(secret), uri, drawing.Draw(uri));
    }
}
