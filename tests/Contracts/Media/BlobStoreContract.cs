using System.Security.Cryptography;
using System.Text;
using Marketplace.Ports.Media;
using Xunit;

namespace Marketplace.Contracts.Kit.Media;

/// <summary>What every blob store must do.</summary>
public abstract class BlobStoreContract
{
    /// <summary>The store under test; a folder or bucket of its own.</summary>
    protected abstract IBlobStore Store { get; }

    [Fact]
    public async Task What_was_put_can_be_read_back_with_type_length_and_checksum()
    {
        var bytes = RandomNumberGenerator.GetBytes(300_000);

        await Store.Put("a/b/photo-1.bin", new MemoryStream(bytes), "application/x-test", Ct);
        var blob = await Store.Open("a/b/photo-1.bin", 0, Ct);

        Assert.Equal(bytes, await Read(blob));
        Assert.Equal(("application/x-test", 300_000L), (blob!.ContentType, blob.Length));
        Assert.NotEmpty(blob.Checksum);
    }

    [Fact]
    public async Task Reading_can_start_in_the_middle()
    {
        await Put("range/x", "0123456789");

        Assert.Equal("6789", Encoding.UTF8.GetString(await Read(await Store.Open("range/x", 6, Ct))));
    }

    [Fact]
    public async Task Putting_again_replaces()
    {
        await Put("again/x", "old");
        await Put("again/x", "new");

        Assert.Equal("new", Encoding.UTF8.GetString(await Read(await Store.Open("again/x", 0, Ct))));
    }

    [Fact]
    public async Task A_missing_key_is_null_and_deleting_it_is_false()
    {
        Assert.Null(await Store.Open("no/such", 0, Ct));
        Assert.False(await Store.Delete("no/such", Ct));
    }

    [Fact]
    public async Task A_deleted_file_is_gone()
    {
        await Put("gone/x", "x");

        Assert.True(await Store.Delete("gone/x", Ct));
        Assert.Null(await Store.Open("gone/x", 0, Ct));
        Assert.Empty(await Store.List("gone/", null, 10, Ct));
    }

    [Fact]
    public async Task Listing_pages_in_ordinal_order_below_a_prefix()
    {
        foreach (var name in (string[])["l/3", "l/1", "l/2", "m/1"]) await Put(name, name);

        Assert.Equal(["l/1", "l/2"], await Store.List("l/", null, 2, Ct));
        Assert.Equal(["l/3"], await Store.List("l/", "l/2", 2, Ct));
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("a/../../outside")]
    [InlineData("/etc/passwd")]
    [InlineData("a//b")]
    [InlineData("UPPER")]
    [InlineData("a b")]
    [InlineData("")]
    public async Task Keys_that_could_leave_the_store_are_refused(string key) =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.Put(key, new MemoryStream([1]), "text/plain", Ct));

    [Fact]
    public async Task A_broken_upload_leaves_the_old_content()
    {
        await Put("torn/x", "whole");

        await Assert.ThrowsAnyAsync<IOException>(() => Store.Put("torn/x", new Torn(), "text/plain", Ct));

        Assert.Equal("whole", Encoding.UTF8.GetString(await Read(await Store.Open("torn/x", 0, Ct))));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Task Put(string key, string text) => Store.Put(key, new MemoryStream(Encoding.UTF8.GetBytes(text)), "text/plain", Ct);

    private static async Task<byte[]> Read(Blob? blob)
    {
        Assert.NotNull(blob);
        await using var content = blob.Content;
        var copy = new MemoryStream();
        await content.CopyToAsync(copy, Ct);
        return copy.ToArray();
    }

    private sealed class Torn : MemoryStream
    {
        private int _reads;

        public override int Read(Span<byte> buffer) => _reads++ == 0 ? Some(buffer) : throw new IOException("connection lost");

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => Copy(destination, cancellationToken);

        private async Task Copy(Stream destination, CancellationToken ct)
        {
            var buffer = new byte[8];
            while (true) await destination.WriteAsync(buffer.AsMemory(0, await ReadAsync(buffer, ct)), ct);
        }

        private static int Some(Span<byte> buffer)
        {
            buffer[..4].Fill(1);
            return 4;
        }
    }
}
