using System.Diagnostics.CodeAnalysis;

namespace Marketplace.Kernel;

/// <summary>The outcome of something that may be refused; refusals are values, exceptions are bugs.</summary>
/// <remarks><c>default</c> is success.</remarks>
public readonly struct Result
{
    private readonly Error? _error;

    private Result(Error error) => _error = error;

    /// <summary>Done.</summary>
    public static Result Ok => default;

    /// <summary>True when done.</summary>
    public bool IsOk => _error is null;

    /// <summary>True when refused, with the reason.</summary>
    public bool Failed([NotNullWhen(true)] out Error? error) => (error = _error) is not null;

    /// <summary>A refusal is a result.</summary>
    public static implicit operator Result(Error error) => new(error);
}

/// <summary>An answer, or the reason why there is none.</summary>
/// <remarks><c>default</c> is neither: it throws when asked.</remarks>
public readonly struct Result<T>
{
    private readonly T? _value;
    private readonly Error? _error;
    private readonly bool _made;

    private Result(T? value, Error? error) => (_value, _error, _made) = (value, error, true);

    /// <summary>True when there is an answer.</summary>
    public bool IsOk => Made()._error is null;

    /// <summary>True with the answer, or false with the reason.</summary>
    public bool Succeeded([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out Error? error)
    {
        (value, error) = (Made()._value!, _error);
        return error is null;
    }

    /// <summary>True when refused, with the reason.</summary>
    public bool Failed([NotNullWhen(true)] out Error? error) => (error = Made()._error) is not null;

    /// <summary>True when refused, with the reason, else the answer.</summary>
    public bool Failed([NotNullWhen(true)] out Error? error, [MaybeNullWhen(true)] out T value)
    {
        (value, error) = (Made()._value!, _error);
        return error is not null;
    }

    /// <summary>An answer is a result.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A refusal is a result.</summary>
    public static implicit operator Result<T>(Error error) => new(default, error);

    private Result<T> Made() => _made ? this : throw new InvalidOperationException("A default Result<T> carries no outcome.");
}

/// <summary>The answer of a use case that has nothing to say but "done".</summary>
public readonly record struct Unit
{
    /// <summary>The only value.</summary>
    public static Unit Value => default;
}
