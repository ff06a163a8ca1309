using System.ComponentModel.DataAnnotations;
using Marketplace.Adapters.Sdk;
using Marketplace.Ports.Transport;

namespace Marketplace.Adapters.SharedMemory.Redis;

/// <summary>Memory shared by several hosts in one Redis; losing it loses nothing.</summary>
public sealed class RedisAdapter : IAdapter
{
    /// <inheritdoc/>
    public string Port => "SharedMemory";

    /// <inheritdoc/>
    public string Code => "redis";

    /// <inheritdoc/>
    public void Register(AdapterServices services) => services.Options<RedisOptions>().Provides<ISharedMemory, RedisMemory>();
}

/// <summary>Settings under <c>Adapters:SharedMemory:redis</c>.</summary>
internal sealed class RedisOptions
{
    /// <summary>In the form of StackExchange.Redis: <c>redis.internal:6380,ssl=true,password=…</c>.</summary>
    [Required]
    public string? Connection { get; init; }

    /// <summary>Before every name, so that markets may share a server.</summary>
    [RegularExpression("^[a-z0-9-]{1,40}$")]
    public string Prefix { get; init; } = "marketplace";

    /// <summary>How long an answer may take before this host goes on without it, milliseconds.</summary>
    [Range(5, 5000)]
    public int AnswerMilliseconds { get; init; } = 100;

    /// <summary>How long this host goes on without it after a failure, milliseconds.</summary>
    [Range(10, 60_000)]
    public int PauseMilliseconds { get; init; } = 1000;
}
