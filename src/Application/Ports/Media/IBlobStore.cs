namespace Marketplace.Ports.Media;

/// <summary>Keeps files under keys made of lower-case letters, digits, <c>/ . - _</c>.</summary>
/// <remarks>Implementations pass <c>BlobStoreContract</c>. Keys never leave the store's root; content is streamed, not buffered whole.</remarks>
public interface IBlobStore : IExternalPort
{
    /// <summary>Writes or replaces a file; readers see the old or the new content, never a part.</summary>
    Task Put(string key, Stream content, string contentType, CancellationToken ct);

    /// <summary>Opens a file, from an offset if asked; null when there is none.</summary>
    Task<Blob?> Open(string key, long offset, CancellationToken ct);

    /// <summary>Removes a file; false when there was none.</summary>
    Task<bool> Delete(string key, CancellationToken ct);

    /// <summary>Keys under a prefix in ordinal order, after the given key.</summary>
    Task<IReadOnlyList<string>> List(string prefix, string? after, int limit, CancellationToken ct);

    /// <summary>An address at which a browser may read the file for a while; null when the store has none of its own.</summary>
    Task<Uri?> Link(string key, TimeSpan lifetime, CancellationToken ct);
}

/// <summary>An open file: the caller disposes the content. Length is of the whole file in bytes.</summary>
public sealed record Blob(Stream Content, string ContentType, long Length, string Checksum);
