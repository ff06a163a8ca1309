namespace Marketplace.Adapters.Payments.Sandbox.Simulator;

/// <summary>The whole simulated provider in one process: opened once, working until disposed.</summary>
internal sealed class LocalProvider : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Book _book;
    private readonly Clerk _clerk;
    private readonly Server? _server;
    private readonly List<Task> _work = [];

    public LocalProvider(SandboxOptions options, SandboxSecrets secrets, TimeProvider clock)
    {
        _book = new Book(options.DataPath, options.FlushToDisk);
        Desk = new Desk(options, clock);
        var (charges, transfers) = (new Charges(_book, Desk), new Transfers(_book, Desk));
        Front = new SimulatorFront(options, secrets, _book, Desk, charges, transfers);
        _clerk = new Clerk(secrets, _book, Desk, charges, transfers);
        _work.Add(Task.Run(() => _clerk.Work(_stopping.Token)));
        if (!options.Serve) return;

        _server = new Server(Front, options.Listen);
        Address = _server.Start();
        if (options.PublicUrl is null) Desk.PublicUrl = Address;
        _work.Add(Task.Run(() => _server.Work(_stopping.Token)));
    }

    public SimulatorFront Front { get; }

    public Desk Desk { get; }

    /// <summary>Where it listens; null when it only works in process.</summary>
    public Uri? Address { get; }

    /// <summary>What moved on a day, for tests that count.</summary>
    public IReadOnlyList<Movement> Movements(DateOnly day) => _book.Read(b => b.MovementsOf(day));

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_work);
        _server?.Dispose();
        _clerk.Dispose();
        await _book.DisposeAsync();
        _stopping.Dispose();
    }
}
