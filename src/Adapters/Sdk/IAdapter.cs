namespace Marketplace.Adapters.Sdk;

/// <summary>The one public class of an adapter package: which port it serves, under which code, and what it registers.</summary>
/// <remarks>The host finds it by scanning and registers it when <c>Adapters:{Port}:{Code}:Enabled</c> is true.</remarks>
public interface IAdapter
{
    /// <summary>Port family, for instance <c>Payments</c>; the first part of the settings section.</summary>
    string Port { get; }

    /// <summary>Provider code within the family, lower case, for instance <c>stripe</c>.</summary>
    string Code { get; }

    /// <summary>Registers options, HTTP client and port implementations.</summary>
    void Register(AdapterServices services);
}
