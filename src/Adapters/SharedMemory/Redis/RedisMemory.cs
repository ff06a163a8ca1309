using System.Globalization;
using Marketplace.Ports.Transport;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Marketplace.Adapters.SharedMemory.Redis;

/// <summary>Buckets by script, news by publish and subscribe; silent and quick when Redis is away.</summary>
internal sealed partial class RedisMemory : ISharedMemory, IDisposable
{
    // The server's own clock counts, so hosts need not agree about the time.
    private const string Bucket = """
        local holds, rate, want = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
        local clock = redis.call('TIME')
        local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
        local level = redis.call('HMGET', KEYS[1], 'n', 'a')
        local left = tonumber(level[1]) or holds
        left = math.min(holds, left + math.max(0, now - (tonumber(level[2]) or now)) * rate)
        local given = math.min(want, math.floor(left))
        left = left - given
        redis.call('HSET', KEYS[1], 'n', tostring(left), 'a', now)
        redis.call('PEXPIRE', KEYS[1], math.ceil(holds / rate) + 1000)
        return { given, tostring(left) }
        """;

    private readonly RedisOptions _options;
    private readonly ILogger<RedisMemory> _log;
    private readonly Lazy<ConnectionMultiplexer> _redis;
    private long _pausedUntil;

    public RedisMemory(RedisOptions options, ILogger<RedisMemory> log)
    {
        (_options, _log) = (options, log);
        _redis = new(Connect);
    }

    public async ValueTask<BucketLevel?> Take(string bucket, BucketShape shape, int tokens, CancellationToken ct)
    {
        if (Environment.TickCount64 < Volatile.Read(ref _pausedUntil)) return null;
        try
        {
            if (!_redis.Value.IsConnected) return Pause(null);
            var perMillisecond = shape.Holds / shape.FillsIn.TotalMilliseconds;
            var answer = await _redis.Value.GetDatabase().ScriptEvaluateAsync(
                Bucket, [Name(bucket)], [shape.Holds, perMillisecond.ToString("R", CultureInfo.InvariantCulture), tokens])
                .WaitAsync(TimeSpan.FromMilliseconds(_options.AnswerMilliseconds), ct);
            var parts = (RedisResult[])answer;
            return new BucketLevel((int)parts[0], double.Parse((string)parts[1], CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is RedisException or TimeoutException or ObjectDisposedException)
        {
            return Pause(e);
        }
    }

    public void Tell(string topic, string news)
    {
        try
        {
            // Whoever does not hear it learns from the database.
            if (_redis.Value.IsConnected) _redis.Value.GetSubscriber().Publish(Name(topic).ToString(), news, CommandFlags.FireAndForget);
        }
        catch (Exception e) when (e is RedisException or TimeoutException or ObjectDisposedException)
        {
            Pause(e);
        }
    }

    public void Listen(string topic, Action<string> heard)
    {
        try
        {
            // The client subscribes again by itself whenever the connection comes back.
            _redis.Value.GetSubscriber().Subscribe(Name(topic).ToString(), (_, news) => heard(news!), CommandFlags.FireAndForget);
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            Pause(e);
        }
    }

    public void Dispose()
    {
        if (_redis.IsValueCreated) _redis.Value.Dispose();
    }

    private RedisKey Name(string name) => $"{_options.Prefix}:{name}";

    private BucketLevel? Pause(Exception? failure)
    {
        Volatile.Write(ref _pausedUntil, Environment.TickCount64 + _options.PauseMilliseconds);
        Away(_log, failure?.GetType().Name ?? "not connected");
        return null;
    }

    private ConnectionMultiplexer Connect()
    {
        var options = ConfigurationOptions.Parse(_options.Connection!);
        options.AbortOnConnectFail = false;
        options.ConnectTimeout = 1000;
        options.SyncTimeout = 1000;
        options.ConnectRetry = 1;
        options.KeepAlive = 5;
        options.ReconnectRetryPolicy = new LinearRetry(500);
        return ConnectionMultiplexer.Connect(options);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis is away ({Why}); this host goes on alone.")]
    private static partial void Away(ILogger log, string why);
}
