using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Marketplace.Ports.Media;

namespace Marketplace.Adapters.Storage.FileSystem;

/// <summary>One file per key, written beside and moved into place, with its content type and checksum in a small twin.</summary>
internal sealed partial class FileSystemStore(FileSystemOptions options) : IBlobStore
{
    private const string Twin = ".about";
    private readonly string _root = Path.GetFullPath(options.Root);

    public async Task Put(string key, Stream content, string contentType, CancellationToken ct)
    {
        var path = PathOf(key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = Path.Combine(_root, $".draft-{Guid.NewGuid():N}");
        try
        {
            string checksum;
            await using (var file = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None, 81920, FileOptions.Asynchronous))
            {
                using var hash = SHA256.Create();
                await using (var hashed = new CryptoStream(file, hash, CryptoStreamMode.Write, leaveOpen: true)) await content.CopyToAsync(hashed, ct);
                checksum = Convert.ToHexStringLower(hash.Hash!);
                file.Flush(flushToDisk: true);
            }

            await File.WriteAllTextAsync(draft + Twin, $"{checksum}\n{contentType}", ct);
            // The twin goes first: a reader between the moves sees the old content with a checksum that does not fit, and asks again.
            File.Move(draft + Twin, path + Twin, overwrite: true);
            File.Move(draft, path, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
            File.Delete(draft + Twin);
        }
    }

    public async Task<Blob?> Open(string key, long offset, CancellationToken ct)
    {
        var path = PathOf(key);
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 81920, FileOptions.Asynchronous);
            var about = (await File.ReadAllTextAsync(path + Twin, ct)).Split('\n', 2);
            file.Position = Math.Clamp(offset, 0, file.Length);
            return new Blob(file, about[1], file.Length, about[0]);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public Task<bool> Delete(string key, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var path = PathOf(key);
        var there = File.Exists(path);
        if (there) File.Delete(path);
        if (File.Exists(path + Twin)) File.Delete(path + Twin);
        return Task.FromResult(there);
    }

    public Task<IReadOnlyList<string>> List(string prefix, string? after, int limit, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (!Directory.Exists(_root)) return Task.FromResult<IReadOnlyList<string>>([]);
        IReadOnlyList<string> keys =
        [
            .. Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories)
                .Where(f => !f.EndsWith(Twin, StringComparison.Ordinal) && !Path.GetFileName(f).StartsWith(".draft-", StringComparison.Ordinal))
                .Select(f => Path.GetRelativePath(_root, f).Replace('\\', '/'))
                .Where(k => k.StartsWith(prefix, StringComparison.Ordinal) && (after is null || string.CompareOrdinal(k, after) > 0))
                .Order(StringComparer.Ordinal).Take(limit),
        ];
        return Task.FromResult(keys);
    }

    public Task<Uri?> Link(string key, TimeSpan lifetime, CancellationToken ct) => Task.FromResult<Uri?>(null);

    private string PathOf(string key)
    {
        if (!Key().IsMatch(key) || key.Split('/').Any(part => part is "" or "." or "..") || key.EndsWith(Twin, StringComparison.Ordinal))
            throw new ArgumentException("A key is made of lower-case letters, digits and / . - _, without empty or dotted parts.", nameof(key));
        return Path.Combine(_root, key.Replace('/', Path.DirectorySeparatorChar));
    }

    [GeneratedRegex("^[a-z0-9/._-]{1,500}$", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Key();
}
