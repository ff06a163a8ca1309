using System.ComponentModel.DataAnnotations;
using Marketplace.Adapters.Sdk;
using Marketplace.Ports.Media;

namespace Marketplace.Adapters.Storage.FileSystem;

/// <summary>Keeps files in a folder of this machine.</summary>
public sealed class FileSystemAdapter : IAdapter
{
    /// <inheritdoc/>
    public string Port => "Storage";

    /// <inheritdoc/>
    public string Code => "filesystem";

    /// <inheritdoc/>
    public void Register(AdapterServices services) => services.Options<FileSystemOptions>().Provides<IBlobStore, FileSystemStore>();
}

/// <summary>Settings of the file store.</summary>
internal sealed class FileSystemOptions
{
    /// <summary>Folder that holds all files; made when missing.</summary>
    [Required, MinLength(1)]
    public string Root { get; init; } = Path.Combine(AppContext.BaseDirectory, "files");
}
