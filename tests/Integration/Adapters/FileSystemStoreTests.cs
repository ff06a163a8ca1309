using Marketplace.Adapters.Storage.FileSystem;
using Marketplace.Contracts.Kit.Media;
using Marketplace.Ports.Media;

namespace Marketplace.Tests.Integration.Adapters;

public sealed class FileSystemStoreTests : BlobStoreContract, IDisposable
{
    private readonly string _root = Path.Combine(Path.GetTempPath(), $"files-{Guid.NewGuid():N}");
    private IBlobStore? _store;

    protected override IBlobStore Store => _store ??= AdapterUnderTest.Of<IBlobStore>(new FileSystemAdapter(), new() { ["Root"] = _root });

    public void Dispose()
    {
        if (Directory.Exists(_root)) Directory.Delete(_root, recursive: true);
    }
}
