using Marketplace.Kernel;

namespace Marketplace.Ports;

/// <summary>A promise between contexts: sealed records, fields only ever added, named on the wire by <see cref="MessageAttribute"/>.</summary>
public interface IMessage
{
    /// <summary>Id of the aggregate the message is about; messages of one subject are delivered in order.</summary>
    Guid Subject { get; }

    /// <summary>Id of the process (order, return, payout) the message belongs to; sagas find their state by it.</summary>
    Guid Correlation => Subject;
}

/// <summary>Something that happened; any number of contexts may react.</summary>
public interface IEvent : IMessage;

/// <summary>Something to be done by exactly one use case or errand.</summary>
public interface ICommand : IMessage;

/// <summary>The wire name (product §6) and data version of a message.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MessageAttribute(string name, int version = 1) : Attribute
{
    /// <summary>Lower-case dotted name, for instance <c>order.created</c>.</summary>
    public string Name => name;

    /// <summary>Version of the payload's shape.</summary>
    public int Version => version;
}

/// <summary>Marks a message nobody in this solution handles yet: it is there for integrations and contexts to come.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ForOthersAttribute : Attribute;

/// <summary>A port that leaves the process; use cases, reactions and sagas may not take one.</summary>
public interface IExternalPort;

/// <summary>The enabled adapters of one port family, by provider code.</summary>
public interface IProviders<TPort> where TPort : class
{
    /// <summary>Codes of the enabled adapters, in the market's order of preference.</summary>
    IReadOnlyList<string> Codes { get; }

    /// <summary>The adapter of a code; null when it is not enabled.</summary>
    TPort? Find(string code);
}
