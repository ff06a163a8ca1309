using System.Net;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Marketplace.Adapters.Sdk;

/// <summary>How calls of one port family are bounded (quality §7).</summary>
/// <param name="Connect">Time to connect.</param>
/// <param name="Total">Time for the whole call.</param>
/// <param name="Parallel">Calls at once; more wait within their time.</param>
/// <param name="BreakFor">How long the breaker stays open after half of at least ten calls in 30 s failed.</param>
public sealed record CallLimits(TimeSpan Connect, TimeSpan Total, int Parallel, TimeSpan BreakFor)
{
    /// <summary>Payments and payouts: 2 s / 15 s, 32 at once. Never retried here: errands repeat with the same key.</summary>
    public static CallLimits Payments { get; } = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(15), 32, TimeSpan.FromSeconds(30));

    /// <summary>Carriers: 2 s / 20 s, 16 at once.</summary>
    public static CallLimits Carriers { get; } = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(20), 16, TimeSpan.FromSeconds(30));

    /// <summary>Mail, SMS, push: 2 s / 10 s, 16 at once.</summary>
    public static CallLimits Notifications { get; } = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), 16, TimeSpan.FromSeconds(30));

    /// <summary>Captchas: 2 s / 5 s, 32 at once. Never retried: an answer counts once, and the page gives another one.</summary>
    public static CallLimits Captchas { get; } = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), 32, TimeSpan.FromSeconds(30));

    /// <summary>Sign-in providers: 2 s / 5 s, 16 at once. Never retried: a code counts once, and the person can begin again.</summary>
    public static CallLimits SignIn { get; } = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), 16, TimeSpan.FromSeconds(30));

    /// <summary>Object storage: 1 s / 30 s per part, 32 at once.</summary>
    public static CallLimits Storage { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), 32, TimeSpan.FromSeconds(30));
}

/// <summary>The HTTP handler every adapter calls the outside with: time limits, breaker, bulkhead, no redirects.</summary>
public static class OutsideCalls
{
    /// <summary>Builds the handler; a refused call surfaces as <see cref="HttpRequestException"/>, so adapters map one exception.</summary>
    public static HttpMessageHandler Handler(CallLimits limits, TimeProvider clock) => new Bounded(limits, clock)
    {
        InnerHandler = new SocketsHttpHandler
        {
            ConnectTimeout = limits.Connect, AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        },
    };

    private sealed class Bounded : DelegatingHandler
    {
        private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;
        private readonly SemaphoreSlim _bulkhead;

        public Bounded(CallLimits limits, TimeProvider clock)
        {
            _bulkhead = new SemaphoreSlim(limits.Parallel);
            _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }
                .AddTimeout(limits.Total)
                .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
                {
                    FailureRatio = 0.5, MinimumThroughput = 10, SamplingDuration = TimeSpan.FromSeconds(30), BreakDuration = limits.BreakFor,
                    ShouldHandle = new PredicateBuilder<HttpResponseMessage>().Handle<HttpRequestException>().Handle<TimeoutRejectedException>()
                        .HandleResult(r => r.StatusCode >= HttpStatusCode.InternalServerError),
                }).Build();
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return await _pipeline.ExecuteAsync(async ct =>
                {
                    await _bulkhead.WaitAsync(ct);
                    try
                    {
                        return await base.SendAsync(request, ct);
                    }
                    finally
                    {
                        _bulkhead.Release();
                    }
                }, cancellationToken);
            }
            catch (TimeoutRejectedException e)
            {
                throw new HttpRequestException("The provider did not answer in time.", e);
            }
            catch (BrokenCircuitException e)
            {
                throw new HttpRequestException("The provider keeps failing; calls are paused.", e);
            }
        }
    }
}
