using System.Globalization;

namespace Marketplace.Demo;

/// <summary>What the demo was asked to do: a command, its folder, and named options.</summary>
internal sealed class DemoOptions(string[] args)
{
    private const string Address = "http://127.0.0.1:8080";

    /// <summary>Password of every demo account; a demo market holds nothing worth guarding.</summary>
    public const string Password = "demo market 2026";

    /// <summary>The first word.</summary>
    public string Command => args.Length > 0 ? args[0] : "";

    /// <summary>The second word, if it is not an option.</summary>
    public string? Folder => args.Length > 1 && !args[1].StartsWith("--", StringComparison.Ordinal) ? args[1] : null;

    /// <summary>Address of the host.</summary>
    public Uri Api => new(Named("--api") ?? Address);

    /// <summary>E-mail of the first administrator.</summary>
    public static string AdminEmail => Environment.GetEnvironmentVariable("Identity__FirstAdmin__Email") ?? "admin@demo.test";

    /// <summary>Password of the first administrator.</summary>
    public static string AdminPassword => Environment.GetEnvironmentVariable("Identity__FirstAdmin__Password") ?? Password;

    /// <summary>Whether a name is there.</summary>
    public bool Has(string name) => args.Contains(name);

    /// <summary>The number after a name.</summary>
    public int Number(string name, int otherwise) => Named(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>The value after a name.</summary>
    public string? Named(string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }
}
