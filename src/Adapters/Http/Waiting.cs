using Marketplace.Kernel;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Adapters.Http;

/// <summary>Answers a client that sent <c>Prefer: wait=N</c> (RFC 7240) as soon as there is news, without holding anything but the connection.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private const int Most = 10;

    /// <summary>Reads until the view is news or the client's time is over; without the header it reads once.</summary>
    public static async Task<Result<TView>> For<TView>(
        HttpRequest request, Func<Task<Result<TView>>> read, Func<TView, bool> isNews, Func<TimeSpan, Task> listen)
    {
        var (atMost, started) = (Wanted(request), TimeProvider.System.GetTimestamp());
        while (true)
        {
            var view = await read();
            var left = atMost - TimeProvider.System.GetElapsedTime(started);
            if (left <= TimeSpan.Zero || (view.Succeeded(out var seen, out _) && isNews(seen))) return view;
            await listen(left < Pause ? left : Pause);
        }
    }

    private static TimeSpan Wanted(HttpRequest request)
    {
        foreach (var part in request.Headers["Prefer"].ToString().Split(',', ';'))
        {
            if (part.Trim().Split('=') is ["wait", var text] && int.TryParse(text, out var seconds))
                return TimeSpan.FromSeconds(Math.Clamp(seconds, 0, Most));
        }

        return TimeSpan.Zero;
    }
}
