using Marketplace.Kernel;

namespace Marketplace.Ports.Identity;

/// <summary>Published query of Identity: everything that is kept about somebody, in all contexts.</summary>
public interface IPersonalArchive
{
    /// <summary>A ZIP of JSON files.</summary>
    Task<byte[]> Pack(UserId person, CancellationToken ct);
}

/// <summary>What has to end before somebody can be forgotten; each context answers for itself.</summary>
public interface IOpenMatters
{
    /// <summary>What is open; empty when nothing is.</summary>
    Task<IReadOnlyList<OpenMatter>> Of(UserId person, IReadOnlyList<ShopId> shops, CancellationToken ct);
}

/// <summary>Something that has to end first.</summary>
/// <param name="Code">Kebab-case, such as <c>orders-open</c>.</param>
/// <param name="Count">How many there are.</param>
public sealed record OpenMatter(string Code, int Count);
