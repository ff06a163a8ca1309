using System.Globalization;

namespace Marketplace.Bench;

/// <summary>Named numbers of the command line, and where the built host lies.</summary>
internal sealed class BenchOptions(string[] args)
{
    /// <summary>A number by its name, or the default.</summary>
    public int Number(string name, int otherwise) =>
        Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>Numbers separated by commas, or the default.</summary>
    public int[] Numbers(string name, string otherwise) =>
        [.. (Text(name) ?? otherwise).Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture))];

    /// <summary>True for every operation, or for those whose name contains the word after <c>--only</c>.</summary>
    public bool Wants(string operation) => operation.Contains(Text("only") ?? "", StringComparison.Ordinal);

    /// <summary>The host built with this program: same configuration, its own folder.</summary>
    public string HostProgram => Text("host") ?? FindHost();

    /// <summary>A word by its name; null when it is not given.</summary>
    public string? Word(string name) => Text(name);

    private string? Text(string name)
    {
        var at = Array.IndexOf(args, "--" + name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }

    private static string FindHost()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var (framework, configuration) = (here.Name, here.Parent!.Name);
        for (var folder = here; folder is not null; folder = folder.Parent)
        {
            var built = Path.Combine(folder.FullName, "src", "Host", "bin", configuration, framework, "Marketplace.Host.dll");
            if (File.Exists(built)) return built;
        }

        throw new FileNotFoundException("The host is not built; build src/Host in the same configuration.");
    }
}
