using Marketplace.Domain.Search;
using Marketplace.Ports.Search;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Marketplace.Infrastructure.Search;

/// <summary>The index's words in memory, followed at a distance: a word that is newer is still found as typed.</summary>
internal sealed partial class LexiconKeeper(IndexChoice indexes, IConfiguration settings, ILogger<LexiconKeeper> log) : IDisposable
{
    private readonly TimeSpan _pause = TimeSpan.FromSeconds(settings.GetValue("Search:LexiconSeconds", 15.0));
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private VocabularyMark? _mark;
    private long _documents;
    private long _checkedAt;
    private volatile Lexicon? _lexicon;

    /// <summary>The words as last seen; whoever comes first after the pause sends for news and does not wait for them.</summary>
    public async ValueTask<Lexicon> Current(CancellationToken ct)
    {
        var known = _lexicon;
        if (known is not null && Environment.TickCount64 - Volatile.Read(ref _checkedAt) < _pause.TotalMilliseconds) return known;
        if (known is null || _pause == TimeSpan.Zero)
        {
            await _turn.WaitAsync(ct);
            return await Refresh(ct);
        }

        if (await _turn.WaitAsync(0, ct)) _ = Task.Run(() => Refresh(CancellationToken.None), CancellationToken.None);
        return known;
    }

    public void Dispose() => _turn.Dispose();

    private async Task<Lexicon> Refresh(CancellationToken ct)
    {
        try
        {
            if (indexes.First is not { } index) return Lexicon.Empty;
            var news = await index.Words(_mark, ct);
            if (news.Whole) _counts.Clear();
            foreach (var (word, count) in news.Words)
            {
                if (count > 0) _counts[word] = count;
                else _counts.Remove(word);
            }

            _mark = news.Mark;
            var grown = news.Documents >= 0 && news.Documents != _documents;
            if (news.Documents >= 0) _documents = news.Documents;
            if (_lexicon is null || news.Whole || grown || news.Words.Count > 0) _lexicon = new Lexicon(_counts, _documents);
            Volatile.Write(ref _checkedAt, Environment.TickCount64);
        }
        catch (Exception e) when (_lexicon is not null && e is not OperationCanceledException)
        {
            Volatile.Write(ref _checkedAt, Environment.TickCount64);
            NoNews(log, e);
        }
        finally
        {
            _turn.Release();
        }

        return _lexicon!;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The index's words could not be read; the older ones serve on")]
    private static partial void NoNews(ILogger log, Exception e);
}
