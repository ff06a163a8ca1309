using Marketplace.Kernel;

namespace Marketplace.Application;

/// <summary>What a context keeps about people, by the marks in the model; used when somebody asks to be forgotten.</summary>
public interface IPersonalRecords
{
    /// <summary>The contexts that keep something about people.</summary>
    IReadOnlyList<string> Contexts { get; }

    /// <summary>Removes or replaces it within the running transaction; a second time there is nothing left to do.</summary>
    Task Erase(string context, UserId person, IReadOnlyList<ShopId> shops, CancellationToken ct);
}
