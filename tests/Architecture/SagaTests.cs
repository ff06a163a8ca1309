using System.Reflection;
using Marketplace.Application;
using Marketplace.Ports;
using Marketplace.Tests.Architecture.Reading;
using Xunit;

namespace Marketplace.Tests.Architecture;

/// <summary>C06: a saga names every phase, waits for nothing without a timer and survives every message in every phase.</summary>
public sealed class SagaTests
{
    private const int Tries = 20;

    [Fact]
    public void C06_waiting_phases_have_a_timer() => Rule.Holds(SagasIn(typeof(ISaga).Assembly).SelectMany(Waiting));

    [Fact]
    public void C06_react_is_total_over_phases_and_messages() => Rule.Holds(SagasIn(typeof(ISaga).Assembly).SelectMany(Reactions));

    [Fact]
    public void C06_bites()
    {
        var broken = SagasIn(typeof(SagaTests).Assembly).ToList();

        Rule.Bites(broken.SelectMany(Waiting), "PatientSaga waits in Forever");
        Rule.Bites(broken.SelectMany(Reactions), "PatientSaga fails");
    }

    private static IEnumerable<ISaga> SagasIn(Assembly assembly) => assembly.GetTypes()
        .Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(ISaga)) && t.GetConstructor([]) is not null)
        .Select(t => (ISaga)Activator.CreateInstance(t)!);

    private static IEnumerable<string> Waiting(ISaga saga)
    {
        var (phases, moves, ends) = Table.Of(saga);
        return
            from phase in phases
            where !ends.Contains(phase) && !moves.Any(m => m.Phase == phase && m.Message.IsAssignableTo(typeof(Application.ITimer)))
            select $"C06 {saga.GetType().Name} waits in {phase} without a timer: set one and say what happens when it fires, or list the phase in End.";
    }

    private static IEnumerable<string> Reactions(ISaga saga)
    {
        var (phases, _, _) = Table.Of(saga);
        var random = new Random(6);
        return
            from phase in phases
            from message in saga.Messages
            from attempt in Enumerable.Range(0, Tries)
            let news = (IMessage)Sample.Of(message, random)
            let state = Sample.Of(saga.StateType, random, phase)
            let failure = Failure(() => saga.React(state, news))
            where failure is not null
            select $"C06 {saga.GetType().Name} fails in {phase} on {message.Name}: {failure}; a saga answers every message or ignores it.";
    }

    private static string? Failure(Func<IStep?> react)
    {
        try
        {
            return react() is { Next: null } ? "its next state is null" : null;
        }
        catch (Exception e)
        {
            return $"{e.GetType().Name} ({e.Message})";
        }
    }

    /// <summary>A saga's moves and ends, read through its closed base class.</summary>
    private sealed record Table(IReadOnlyList<string> Phases, IReadOnlyList<(string Phase, Type Message)> Moves, IReadOnlyList<string> Ends)
    {
        public static Table Of(ISaga saga)
        {
            var type = saga.GetType();
            while (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(Saga<,>)) type = type.BaseType!;
            return (Table)typeof(Table).GetMethod(nameof(Read), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(type.GetGenericArguments()).Invoke(null, [saga])!;
        }

        private static Table Read<TState, TPhase>(Saga<TState, TPhase> saga) where TState : class where TPhase : struct, Enum => new(
            Enum.GetNames<TPhase>(), [.. saga.Moves.Select(m => (m.Phase.ToString(), m.Message))], [.. saga.Ends.Select(e => e.ToString())]);
    }
}
