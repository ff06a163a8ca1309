using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Infrastructure.Outbox;
using Marketplace.Ports.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Marketplace.Infrastructure.Identity;

/// <summary>Keys, hashing slots and token memory are one per host; tokens and sessions live in real time.</summary>
internal sealed class IdentityRegistration : IContextRegistration
{
    public void Register(IServiceCollection services, IConfiguration settings)
    {
        services.AddSingleton(
            sp => IdentitySettings.Read(settings, sp.GetService<IHostEnvironment>()?.IsProduction() != true));
        services.AddSingleton<SigningKeys>();
        services.AddSingleton(_ => TokenSettings.Read(settings));
        services.AddSingleton(sp => new AccessTokenCodec(
            sp.GetRequiredService<SigningKeys>(), sp.GetRequiredService<IdentitySettings>(), TimeProvider.System)
        {
            Binding = sp.GetRequiredService<TokenSettings>(),
        });
        services.AddSingleton(sp => new AccessMemory(TimeProvider.System, sp.SharedMemory())
        {
            StaffNeedsSecondFactor = sp.GetRequiredService<IAccountTerms>().Current.StaffNeedsSecondFactor,
        });
        services.AddSingleton<IAccessRevocation>(sp => sp.GetRequiredService<AccessMemory>());
        services.AddSingleton<KeyDesk>();
        services.AddScoped<ITokenIssuer>(sp => new TokenIssuer(
            sp.GetRequiredService<AccessTokenCodec>(), TimeProvider.System, sp.GetRequiredService<Invocation>())
        {
            StaffNeedsSecondFactor = sp.GetRequiredService<IAccountTerms>().Current.StaffNeedsSecondFactor,
        });
        services.AddSingleton<IKeyForge, KeyForge>();
        services.AddSingleton<KeyRing>();
        services.AddSingleton<ISigningKeyRing>(sp => sp.GetRequiredService<KeyRing>());
        services.AddSingleton<IStartupStep>(sp => sp.GetRequiredService<KeyRing>());
        services.AddHostedService(sp => sp.GetRequiredService<KeyRing>());
        services.AddSingleton<IPasswordHasher>(sp => new Passwords(sp.GetRequiredService<IdentitySettings>()));
        services.AddSingleton<IStartupStep, FirstAdmin>();
        AddAccounts(services, settings);
    }

    private static void AddAccounts(IServiceCollection services, IConfiguration settings)
    {
        services.AddSingleton<IAccountTerms>(_ => new AccountTermsFromSettings(settings));
        services.AddSingleton(
            sp => SealingKeys.Read(settings, sp.GetService<IHostEnvironment>()?.IsProduction() != true));
        services.AddSingleton<ISecretBox, SecretBox>();
        services.AddSingleton<IOneTimeSecrets, OneTimeSecrets>();
        services.AddSingleton<IQrCodes, QrCodes>();
        services.AddScoped<SessionParts>();
        services.AddScoped<ErasureParts>();
        services.AddScoped<ConsentParts>();
        services.AddScoped<AttemptCounting>();
        services.AddScoped<SecondFactorCheck>();
        services.AddScoped<ExternalParts>();
        services.AddSingleton<IStartupStep, AccountsAtStart>();
    }
}
