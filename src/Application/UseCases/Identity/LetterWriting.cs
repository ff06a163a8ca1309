using Marketplace.Domain.Identity;
using Marketplace.Kernel;

namespace Marketplace.Application.Identity;

/// <summary>Writing letters, the same for every use case that does.</summary>
internal static class LetterWriting
{
    /// <summary>Letters with a secret to one address within an hour; whoever asks for more gets the same answer and no letter.</summary>
    public const int PerHour = 5;

    /// <summary>Asks an account's owner to prove an address.</summary>
    public static void Ask(this ILetters letters, User user, ContactAddress to, DateTimeOffset at) =>
        letters.Add(Letter.Write(LetterId.New(at), LetterPurpose.Confirm, to, (user.Id, user.Locale), at));

    /// <summary>Tells an account's owner what happened, at the address the account is known by.</summary>
    public static void Tell(this ILetters letters, User user, LetterPurpose happened, DateTimeOffset at)
    {
        if (ContactAddress.Of(user.Email, user.Phone) is { } to)
            letters.Add(Letter.Write(LetterId.New(at), happened, to, (user.Id, user.Locale), at));
    }

    /// <summary>True when the address got as many letters as anybody needs.</summary>
    public static async Task<bool> IsEnough(
        this ILetters letters, ContactAddress to, LetterPurpose purpose, DateTimeOffset at, CancellationToken ct) =>
        await letters.Count(to, purpose, at - TimeSpan.FromHours(1), ct) >= PerHour;
}
