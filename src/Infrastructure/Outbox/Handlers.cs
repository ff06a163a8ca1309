using System.Reflection;
using Marketplace.Application;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Infrastructure.Outbox;

/// <summary>One handler of one message type: its name is the scope under which it runs once.</summary>
public sealed record Route(string Queue, Type Message, string Name, Func<IServiceProvider, IMessage, CancellationToken, Task<Result>> Run)
{
    /// <summary>An errand calls providers: at least once, with no transaction of its own.</summary>
    public bool IsErrand { get; } = Queue.EndsWith(".errands", StringComparison.Ordinal);

    /// <summary>True when it may run in the transaction of its message's cause.</summary>
    public bool Joins { get; init; }
}

/// <summary>All handlers a queue has for a message type.</summary>
public sealed record Stop(string Queue, IReadOnlyList<Route> Routes)
{
    /// <summary>True when all of them may run in the transaction of the message's cause.</summary>
    public bool Joins { get; } = Routes.All(r => r.Joins);
}

/// <summary>Which handlers exist for which messages; built once from the shapes found in the assemblies.</summary>
public sealed class Handlers
{
    private readonly Dictionary<(string Queue, Type Message), Route[]> _routes;
    private readonly Dictionary<Type, Stop[]> _stops;

    /// <summary>Reads the handler types: commands and reactions run in their context's queue, errands in <c>context.errands</c>.</summary>
    public Handlers(IEnumerable<Type> types)
    {
        var routes = types.SelectMany(RoutesOf).ToList();
        _routes = routes.GroupBy(r => (r.Queue, r.Message)).ToDictionary(g => g.Key, g => g.ToArray());
        _stops = _routes.GroupBy(r => r.Key.Message).ToDictionary(g => g.Key, g => g.Select(r => new Stop(r.Key.Queue, r.Value)).ToArray());
    }

    /// <summary>All routes, for rules and the map.</summary>
    public IEnumerable<Route> All => _routes.Values.SelectMany(r => r);

    /// <summary>The handlers of a message in a queue.</summary>
    public IReadOnlyList<Route> For(string queue, Type message) => _routes.GetValueOrDefault((queue, message), []);

    /// <summary>Everywhere a message goes in this host.</summary>
    public IReadOnlyList<Stop> StopsOf(Type message) => _stops.GetValueOrDefault(message, []);

    /// <summary>The queues of this host and the wire names they want.</summary>
    public IReadOnlyList<Subscription> Subscriptions(MessageCatalog catalog) =>
    [
        .. _routes.Keys.GroupBy(k => k.Queue)
            .Select(g => new Subscription(g.Key, [.. g.Select(k => catalog.NameOf(k.Message).Name).Order(StringComparer.Ordinal)])),
    ];

    private static IEnumerable<Route> RoutesOf(Type type)
    {
        if (type.IsAbstract || type.IsGenericTypeDefinition) yield break;
        var context = type.Namespace is { } ns && ns.StartsWith("Marketplace.Application.", StringComparison.Ordinal) ? ContextNames.Of(type) : null;
        if (context is null) yield break;

        foreach (var shape in type.GetInterfaces().Where(i => i.IsGenericType))
        {
            var (kind, arguments) = (shape.GetGenericTypeDefinition(), shape.GetGenericArguments());
            if (kind == typeof(IReaction<>)) yield return Make(context, arguments[0], type, nameof(RunReaction), arguments[0], type);
            if (kind == typeof(IErrand<>)) yield return Make(context + ".errands", arguments[0], type, nameof(RunErrand), arguments[0]);
            if (kind == typeof(IUseCase<,>) && arguments[0].IsAssignableTo(typeof(ICommand)))
                yield return Make(context, arguments[0], type, nameof(RunUseCase), arguments);
        }

        if (!type.IsAssignableTo(typeof(ISaga))) yield break;
        foreach (var message in ((ISaga)Activator.CreateInstance(type)!).Messages)
            yield return Make(context, message, type, nameof(RunSaga), type);
    }

    private static Route Make(string queue, Type message, Type handler, string method, params Type[] generics) => new(
        queue, message, $"{queue}/{handler.Name}", typeof(Handlers).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(generics).CreateDelegate<Func<IServiceProvider, IMessage, CancellationToken, Task<Result>>>())
    {
        Joins = handler.IsAssignableTo(typeof(ISaga)) || handler.IsDefined(typeof(JoinsCauseAttribute), inherit: false),
    };

    private static async Task<Result> RunUseCase<TRequest, TAnswer>(IServiceProvider services, IMessage message, CancellationToken ct)
    {
        var result = await services.GetRequiredService<IUseCase<TRequest, TAnswer>>().Handle((TRequest)message, ct);
        return result.Failed(out var refusal) ? refusal : Result.Ok;
    }

    private static Task<Result> RunReaction<TEvent, THandler>(IServiceProvider services, IMessage message, CancellationToken ct)
        where TEvent : IEvent =>
        services.GetServices<IReaction<TEvent>>().First(r => Innermost(r) is THandler).Handle((TEvent)message, ct);

    private static Task<Result> RunErrand<TCommand>(IServiceProvider services, IMessage message, CancellationToken ct)
        where TCommand : ICommand => services.GetRequiredService<IErrand<TCommand>>().Handle((TCommand)message, ct);

    private static Task<Result> RunSaga<TSaga>(IServiceProvider services, IMessage message, CancellationToken ct) where TSaga : ISaga, new() =>
        services.GetRequiredService<SagaHost>().Handle(Instance<TSaga>.Saga, message, ct);

    private static object Innermost(object handler)
    {
        while (handler is IDecorated decorated) handler = decorated.Inner;
        return handler;
    }

    private static class Instance<TSaga> where TSaga : ISaga, new()
    {
        public static readonly TSaga Saga = new();
    }
}
