using System.Reflection;
using System.Runtime.InteropServices;

namespace Marketplace.Infrastructure.Identity;

/// <summary>Argon2id through the system's libargon2, where it is installed.</summary>
internal static partial class Argon2
{
    private const string Library = "libargon2.so.1";

    private const string CLibrary = "libc.so.6";
    private const int MmapThreshold = -3;

    public static bool IsInstalled { get; } = Load();

    public static byte[] Hash(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, Argon2Work work, int length)
    {
        var hash = new byte[length];
        var code = HashRaw(
            work.Passes, work.MemoryKib, work.Lanes, password, (nuint)password.Length,
            salt, (nuint)salt.Length, hash, (nuint)length);
        return code == 0 ? hash : throw new InvalidOperationException($"libargon2 answered {code}.");
    }

    // The C library learns to keep freed blocks of Argon2's size: 19 MiB in the arena of every thread that ever hashed a
    // password. A fixed threshold makes it give them back to the system; where that cannot be set, only memory is lost.
    private static bool Load()
    {
        if (!NativeLibrary.TryLoad(Library, Assembly.GetExecutingAssembly(), null, out _)) return false;
        if (NativeLibrary.TryLoad(CLibrary, out var c) && NativeLibrary.TryGetExport(c, "mallopt", out _))
            _ = SetOption(MmapThreshold, 1 << 20);
        return true;
    }

    [LibraryImport(CLibrary, EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetOption(int option, int value);

    [LibraryImport(Library, EntryPoint = "argon2id_hash_raw")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int HashRaw(
        uint passes, uint memoryKib, uint lanes, ReadOnlySpan<byte> password, nuint passwordLength,
        ReadOnlySpan<byte> salt, nuint saltLength, Span<byte> hash, nuint hashLength);
}

/// <summary>How much work one Argon2id hash costs.</summary>
internal readonly record struct Argon2Work(uint MemoryKib, uint Passes, uint Lanes)
{
    public static Argon2Work Recommended => new(19456, 2, 1);
    public static Argon2Work Minimal => new(64, 1, 1);
}
