using System.Collections.Concurrent;
using System.Net.Http.Json;
using Marketplace.Tests.Integration.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Marketplace.Tests.Integration.Host;

/// <summary>Secrets and personal data planted in requests are in no log line, before any masking (quality S24, Q14).</summary>
public sealed class CanaryTests
{
    private const string Email = "canary.bird@nest.example";
    private const string Phone = "+79161112233";
    private const string Name = "Canaria Birdsong";
    private const string Password = "canary password 4711";

    [Fact]
    public async Task Nothing_planted_in_requests_is_written_to_the_log()
    {
        var sink = new Sink();
        await using var own = await TestHost.Start(replace: services => services.AddLogging(logging => logging
            .AddProvider(sink).AddFilter<Sink>("Marketplace", LogLevel.Trace).AddFilter<Sink>(null, LogLevel.Information)
            .AddFilter<Sink>("Microsoft", LogLevel.Warning)));
        var planted = new List<string> { Email, Phone, "79161112233", Name, Password, "wrong " + Password };

        var ann = await People.Json(await own.Anyone().PostAsJsonAsync(
            "auth/register", new { email = Email, phone = Phone, password = Password, name = Name, locale = "en" }), 201);
        planted.AddRange(Secrets(ann));
        await own.Anyone().PostAsJsonAsync("auth/login", new { email = Email, password = "wrong " + Password });
        planted.AddRange(Secrets(await People.Json(await own.Anyone().PostAsJsonAsync("auth/login", new { phone = Phone, password = Password }), 200)));
        var again = await People.Json(await own.Anyone().PostAsJsonAsync(
            "auth/refresh", new { refreshToken = ann.GetProperty("refreshToken").GetString() }), 200);
        planted.AddRange(Secrets(again));

        using var me = People.With(own, again.GetProperty("accessToken").GetString()!);
        var address = new { country = "RU", city = "Moscow", street = "Canary Wharf 17", recipientName = Name, phone = Phone, postalCode = "101000" };
        await me.PostAsJsonAsync("me/addresses", new { address });
        planted.Add("Canary Wharf 17");
        await me.GetAsync($"users?email={Email}");
        await own.As(Kernel.UserId.New(DateTimeOffset.UtcNow), "admin").GetAsync($"users?email={Email}");
        await People.With(own, "mk_" + new string('K', 43)).GetAsync("seller/products");
        await own.Anyone("canary-cart-token-0001").GetAsync("cart");
        planted.AddRange(["mk_" + new string('K', 43), "canary-cart-token-0001"]);
        await own.Anyone().PostAsync("auth/login", new StringContent($"{{\"email\":\"{Email}\",", System.Text.Encoding.UTF8, "application/json"));
        await own.Anyone().PostAsJsonAsync("auth/revoke", new { token = again.GetProperty("refreshToken").GetString() });
        await own.Settle();

        Assert.True(sink.Lines.Count > 10, "The host wrote next to nothing, so nothing was proven.");
        var telling = sink.Lines.Where(line => planted.Exists(p => line.Contains(p, StringComparison.OrdinalIgnoreCase))).ToList();
        Assert.True(telling.Count == 0, string.Join('\n', telling));
    }

    [Fact]
    public void The_sink_sees_what_is_written()
    {
        var sink = new Sink();
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(sink).SetMinimumLevel(LogLevel.Trace));
        factory.CreateLogger("Marketplace").Log(LogLevel.Trace, 0, Email, new InvalidOperationException(Phone), (state, _) => "Said " + state);

        Assert.Contains(Email, Assert.Single(sink.Lines), StringComparison.Ordinal);
        Assert.Contains(Phone, sink.Lines.Single(), StringComparison.Ordinal);
    }

    private static string[] Secrets(System.Text.Json.JsonElement tokens) =>
        [tokens.GetProperty("accessToken").GetString()!, tokens.GetProperty("refreshToken").GetString()!];

    private sealed class Sink : ILoggerProvider
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

        public void Dispose()
        {
            // Nothing is held.
        }

        private sealed class Writer(Sink sink, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(
                LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs.Select(p => p.Value)) : "";
                sink.Lines.Enqueue($"{category}: {formatter(state, exception)} {values} {exception}");
            }
        }
    }
}
