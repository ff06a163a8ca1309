using Marketplace.Infrastructure.Persistence;

namespace Marketplace.Infrastructure.Search;

/// <summary>What is searched for is counted by day and words, never by person: nothing is kept but the history of settings.</summary>
internal sealed class SearchPersonal : IPersonalTables
{
    public string Context => "search";

    public IReadOnlyList<PersonalTable> Tables { get; } = [];
}
