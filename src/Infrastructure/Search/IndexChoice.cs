using Marketplace.Ports;
using Marketplace.Ports.Search;
using Microsoft.Extensions.Logging;

namespace Marketplace.Infrastructure.Search;

/// <summary>The enabled indexes in their order; when one is away the next answers.</summary>
internal sealed partial class IndexChoice(IProviders<ISearchIndex> indexes, ILogger<IndexChoice> log)
{
    /// <summary>The index that is asked first; its words are the lexicon.</summary>
    public ISearchIndex? First => indexes.Codes is [var code, ..] ? indexes.Find(code) : null;

    /// <summary>Asks the indexes in turn.</summary>
    public async Task<IndexAnswer> Ask(IndexQuery query, CancellationToken ct)
    {
        IndexAwayException? last = null;
        foreach (var code in indexes.Codes)
        {
            try
            {
                return await indexes.Find(code)!.Search(query, ct);
            }
            catch (IndexAwayException e)
            {
                last = e;
                Away(log, code, e.Message);
            }
        }

        throw last ?? new IndexAwayException("No search index is enabled.");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The search index {Code} is away: {Why}")]
    private static partial void Away(ILogger log, string code, string why);
}
