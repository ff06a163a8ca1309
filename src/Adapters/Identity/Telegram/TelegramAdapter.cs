using System.ComponentModel.DataAnnotations;
using Marketplace.Adapters.Sdk;
using Marketplace.Adapters.Sdk.SignIn;
using Marketplace.Ports.Identity;

namespace Marketplace.Adapters.Identity.Telegram;

/// <summary>Signing in with Telegram.</summary>
public sealed class TelegramAdapter : IAdapter
{
    /// <inheritdoc/>
    public string Port => "Identity";

    /// <inheritdoc/>
    public string Code => "telegram";

    /// <inheritdoc/>
    public void Register(AdapterServices services) => services
        .Options<TelegramOptions>()
        .Http<TelegramOptions>(CallLimits.SignIn, ExternalSignInOptions.Bound)
        .Provides<IExternalSignIn, TelegramSignIn>();
}

/// <summary>Settings under <c>Adapters:Identity:telegram</c>; the client id is the bot's id.</summary>
internal sealed class TelegramOptions : ExternalSignInOptions
{
    /// <summary>The client secret of the bot's web login.</summary>
    [Required, MinLength(1)]
    public string ClientSecret { get; init; } = "";

    /// <summary>The issuer; its discovery document names the addresses.</summary>
    [Required]
    public Uri Authority { get; init; } = new("https://oauth.telegram.org");

    /// <summary>What ID tokens are signed with, as chosen at BotFather.</summary>
    [RegularExpression("^(RS256|ES256)$", ErrorMessage = "Algorithm is RS256 or ES256.")]
    public string Algorithm { get; init; } = "RS256";
}
