namespace Marketplace.Host.Secrets;

/// <summary>Where secrets may come from besides the environment: a folder with a file per name, and HashiCorp Vault.</summary>
internal static class SecretSources
{
    /// <summary>Adds the sources the settings name; each overrides what was there before.</summary>
    public static void AddTo(IConfigurationManager configuration)
    {
        if (configuration["Secrets:Directory"] is { Length: > 0 } folder)
            configuration.AddKeyPerFile(Path.GetFullPath(folder), optional: false);
        if (configuration["Vault:Address"] is { Length: > 0 })
            ((IConfigurationBuilder)configuration).Add(new VaultSource(VaultOptions.Read(configuration.GetSection("Vault"))));
    }
}
