using System.Diagnostics;
using Marketplace.Client;

namespace Marketplace.Demo.Olist;

/// <summary>An account that signs in again when the market's day has changed: tokens do not outlive it.</summary>
internal sealed class ReplayAccount(HttpClient http, string email, string password)
{
    private static readonly TimeSpan Trusted = TimeSpan.FromMinutes(5);
    private readonly SemaphoreSlim _signing = new(1);
    private MarketplaceApi? _api;
    private int _day;
    private long _since;

    /// <summary>Password of the replay's sellers: their market holds nothing worth guarding.</summary>
    public const string SellerPassword = "olist seller 2018";

    /// <summary>The account's e-mail.</summary>
    public string Email => email;

    /// <summary>The account on a day of the replay.</summary>
    public async Task<MarketplaceApi> On(int day)
    {
        await _signing.WaitAsync();
        try
        {
            if (_api is { } fresh && _day == day && Stopwatch.GetElapsedTime(_since) < Trusted) return fresh;
            _api = await new MarketplaceApi(http).SignIn(email, password);
            (_day, _since) = (day, Stopwatch.GetTimestamp());
            return _api;
        }
        finally
        {
            _signing.Release();
        }
    }
}
