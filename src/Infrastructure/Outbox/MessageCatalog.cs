using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using Marketplace.Application;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Ports;

namespace Marketplace.Infrastructure.Outbox;

/// <summary>Wire names of all messages and timers, and their JSON.</summary>
public sealed class MessageCatalog
{
    private readonly FrozenDictionary<string, Type> _types;
    private readonly FrozenDictionary<Type, MessageAttribute> _names;

    /// <summary>Collects every record marked with <see cref="MessageAttribute"/>; a name used twice is a bug.</summary>
    public MessageCatalog(params Assembly[] assemblies)
    {
        var marked = assemblies.SelectMany(a => a.GetTypes())
            .Select(type => (type, name: type.GetCustomAttribute<MessageAttribute>())).Where(m => m.name is not null).ToList();
        _names = marked.ToFrozenDictionary(m => m.type, m => m.name!);
        _types = marked.ToFrozenDictionary(m => m.name!.Name, m => m.type);
    }

    /// <summary>All message types.</summary>
    public IEnumerable<Type> Types => _names.Keys;

    /// <summary>The wire name and version of a message type.</summary>
    public MessageAttribute NameOf(Type message) =>
        _names.TryGetValue(message, out var name) ? name : throw new InvalidOperationException($"{message} has no [Message] name.");

    /// <summary>The record behind a wire name; null when this host does not know it.</summary>
    public Type? TypeOf(string name) => _types.GetValueOrDefault(name);

    /// <summary>JSON of a message.</summary>
    public static string Write(IMessage message) => JsonSerializer.Serialize(message, message.GetType(), Conventions.Json);

    /// <summary>A message from its JSON.</summary>
    public static IMessage Read(Type type, string json) => (IMessage)JsonSerializer.Deserialize(json, type, Conventions.Json)!;
}
