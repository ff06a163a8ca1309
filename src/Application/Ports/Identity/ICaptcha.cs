namespace Marketplace.Ports.Identity;

/// <summary>Tells people from programs: the page shows the provider's puzzle, we ask the provider about its answer.</summary>
/// <remarks>Implementations pass <c>CaptchaContract</c>; when to ask for one belongs to the application.</remarks>
public interface ICaptcha : IExternalPort
{
    /// <summary>The public key pages show the puzzle with.</summary>
    string SiteKey { get; }

    /// <summary>Asks the provider about an answer; each answer counts once.</summary>
    /// <param name="answer">What the puzzle put into the form.</param>
    /// <param name="action">The form it was for, where the provider knows forms.</param>
    /// <param name="ct">Ends the wait.</param>
    Task<CaptchaOutcome> Check(string answer, string action, CancellationToken ct);
}

/// <summary>What the provider said.</summary>
public abstract record CaptchaOutcome
{
    /// <summary>A person.</summary>
    public sealed record Passed : CaptchaOutcome;

    /// <summary>Wrong, too old, used before, or for another page or form.</summary>
    public sealed record Refused(string Code) : CaptchaOutcome;

    /// <summary>No answer we understood: the provider is away or our own key is not accepted.</summary>
    public sealed record Unknown(string Why) : CaptchaOutcome;
}
