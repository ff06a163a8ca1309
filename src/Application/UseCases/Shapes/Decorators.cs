using System.Text.Json;
using FluentValidation;
using Marketplace.Kernel;
using Marketplace.Ports;

namespace Marketplace.Application;

/// <summary>Checks the shape of a request before anything else happens.</summary>
public sealed class Validated<TRequest, TAnswer>(IUseCase<TRequest, TAnswer> inner, IEnumerable<IValidator<TRequest>> validators)
    : IUseCase<TRequest, TAnswer>
{
    /// <inheritdoc/>
    public Task<Result<TAnswer>> Handle(TRequest request, CancellationToken ct)
    {
        foreach (var validator in validators)
        {
            var checkedRequest = validator.Validate(request);
            if (!checkedRequest.IsValid)
            {
                var fields = checkedRequest.Errors
                    .Select(e => new FieldError(Pointer(e.PropertyName), ToKebab(e.ErrorCode), e.ErrorMessage)).ToArray();
                return Task.FromResult<Result<TAnswer>>(Error.Invalid("validation-failed", "Some fields are not acceptable.", fields));
            }
        }

        return inner.Handle(request, ct);
    }

    private static string Pointer(string path) => "/" + string.Join('/', path
        .Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal)
        .Split('.').Select(part => part.Length == 0 ? part : char.ToLowerInvariant(part[0]) + part[1..]));

    private static string ToKebab(string code)
    {
        var name = code.EndsWith("Validator", StringComparison.Ordinal) ? code[..^"Validator".Length] : code;
        return string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
    }
}

/// <summary>Runs an invocation's effects once: a repeated one gets the remembered answer (quality R9).</summary>
public sealed class Once<TRequest, TAnswer>(IUseCase<TRequest, TAnswer> inner, Invocation invocation, IOnce once) : IUseCase<TRequest, TAnswer>
{
    /// <inheritdoc/>
    public async Task<Result<TAnswer>> Handle(TRequest request, CancellationToken ct)
    {
        if (invocation.Key is null) return await inner.Handle(request, ct);
        if (invocation.LookFirst && await once.Find(invocation.Scope!, invocation.Key, ct) is { } earlier) return Replay(earlier);

        var answer = await inner.Handle(request, ct);
        if (!answer.Failed(out var refusal)) return answer;

        // Most refusals of a repeated request come from what its first run has changed.
        if (await once.Find(invocation.Scope!, invocation.Key, ct) is { } twin) return Replay(twin);
        return refusal == Shape.Repeated ? Shape.Overtaken : answer;
    }

    private Result<TAnswer> Replay(Remembered earlier)
    {
        if (earlier.RequestHash != invocation.RequestHash)
            return Error.Invalid("idempotency-key-reused", "This Idempotency-Key was used with another request.");

        invocation.Replayed = true;
        return JsonSerializer.Deserialize<TAnswer>(earlier.Answer, JsonSerializerOptions.Web)!;
    }
}

/// <summary>Commits what the handler changed in one transaction, or discards all of it when the answer is a refusal.</summary>
public sealed class Transactional<TRequest, TAnswer>(IUseCase<TRequest, TAnswer> inner, Invocation invocation, IUnitOfWork work)
    : IUseCase<TRequest, TAnswer>
{
    /// <inheritdoc/>
    public async Task<Result<TAnswer>> Handle(TRequest request, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            Result<TAnswer> result;
            try
            {
                result = await inner.Handle(request, ct);
            }
            catch (Exception e) when (attempt < Shape.Attempts && work.LostRace(e))
            {
                await work.Discard(CancellationToken.None);
                continue;
            }

            if (!result.Succeeded(out var answer, out _))
            {
                await work.Discard(ct);
                return result;
            }

            var remembered = invocation.Key is null ? null : JsonSerializer.Serialize(answer, JsonSerializerOptions.Web);
            var outcome = await work.Commit(remembered, ct);
            if (outcome == CommitOutcome.Done) return result;
            if (outcome == CommitOutcome.Repeated) return Shape.Repeated;
            if (attempt == Shape.Attempts) return Shape.Overtaken;
        }
    }
}

/// <summary>Runs a reaction once per message.</summary>
public sealed class OnceReaction<TEvent>(IReaction<TEvent> inner, Invocation invocation, IOnce once) : IReaction<TEvent>, IDecorated
    where TEvent : IEvent
{
    /// <inheritdoc/>
    public object Inner => inner;

    /// <inheritdoc/>
    public async Task<Result> Handle(TEvent happened, CancellationToken ct)
    {
        if (invocation.Key is not null && invocation.LookFirst && await once.Find(invocation.Scope!, invocation.Key, ct) is not null)
            return Result.Ok;

        var result = await inner.Handle(happened, ct);
        return result.Failed(out var refusal) && refusal == Shape.Repeated ? Result.Ok : result;
    }
}

/// <summary>Commits what a reaction changed, or discards it.</summary>
public sealed class TransactionalReaction<TEvent>(IReaction<TEvent> inner, IUnitOfWork work) : IReaction<TEvent>, IDecorated
    where TEvent : IEvent
{
    /// <inheritdoc/>
    public object Inner => inner;

    /// <inheritdoc/>
    public async Task<Result> Handle(TEvent happened, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var result = await inner.Handle(happened, ct);
            if (!result.IsOk)
            {
                await work.Discard(ct);
                return result;
            }

            var outcome = await work.Commit("{}", ct);
            if (outcome == CommitOutcome.Done) return result;
            if (outcome == CommitOutcome.Repeated) return Shape.Repeated;
            if (attempt == Shape.Attempts) return Shape.Overtaken;
        }
    }
}

/// <summary>A decorator that can name what it wraps.</summary>
public interface IDecorated
{
    /// <summary>The wrapped handler.</summary>
    object Inner { get; }
}

/// <summary>The refusals that belong to the shapes themselves.</summary>
public static class Shape
{
    /// <summary>How often a handler is run again when others change the same rows.</summary>
    public const int Attempts = 5;

    /// <summary>The same invocation committed before.</summary>
    public static readonly Error Repeated = new(ErrorKind.Conflict, "already-done", "This was done before.");

    /// <summary>Others kept changing the same thing.</summary>
    public static readonly Error Overtaken = new(ErrorKind.Unavailable, "busy", "Too many changes at once; try again.");
}
