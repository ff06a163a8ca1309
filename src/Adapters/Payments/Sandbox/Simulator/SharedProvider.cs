namespace Marketplace.Adapters.Payments.Sandbox.Simulator;

/// <summary>A simulator that several hosts of one process may use: one journal has one keeper, closed when the last host goes.</summary>
internal sealed class SharedProvider : IAsyncDisposable
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, (LocalProvider Provider, int Users)> Kept = [];

    private readonly string _path;

    private SharedProvider(string path, LocalProvider provider) => (_path, Provider) = (path, provider);

    public LocalProvider Provider { get; }

    public static SharedProvider Open(SandboxOptions options, SandboxSecrets secrets, TimeProvider clock)
    {
        var path = Path.GetFullPath(options.DataPath);
        lock (Gate)
        {
            var (provider, users) = Kept.TryGetValue(path, out var open) ? open : (new LocalProvider(options, secrets, clock), 0);
            Kept[path] = (provider, users + 1);
            return new SharedProvider(path, provider);
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (Gate)
        {
            var (provider, users) = Kept[_path];
            if (users > 1)
            {
                Kept[_path] = (provider, users - 1);
                return;
            }

            Kept.Remove(_path);
        }

        await Provider.DisposeAsync();
    }
}
