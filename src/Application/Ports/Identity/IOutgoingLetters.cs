using Marketplace.Kernel;

namespace Marketplace.Ports.Identity;

/// <summary>What to send where; the topic selects the text.</summary>
/// <param name="Kind"><c>email</c> or <c>sms</c>.</param>
/// <param name="Topic">The template's name; of letters with a secret it says whether it is a link or a code.</param>
public sealed record OutgoingLetter(string Kind, string Address, string Topic, string Locale)
{
    /// <inheritdoc/>
    public override string ToString() => $"OutgoingLetter {Topic} ***";
}

/// <summary>Published query of Identity: letters that wait to be sent.</summary>
public interface IOutgoingLetters
{
    /// <summary>The letter; null when it is sent, or when its address belongs to nobody who asked for it.</summary>
    Task<OutgoingLetter?> Find(LetterId letter, CancellationToken ct);
}
