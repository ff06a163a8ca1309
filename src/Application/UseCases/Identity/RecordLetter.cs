using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Marketplace.Ports.Notifications;

namespace Marketplace.Application.Identity;

/// <summary>Writes down what the channel said of a letter; null means there is no channel. Answers whether to try again.</summary>
public sealed record RecordLetter(LetterId Letter, SendOutcome? Outcome);

public sealed class RecordLetterHandler(ILetters letters, ITokenIssuer tokens) : IUseCase<RecordLetter, bool>
{
    public async Task<Result<bool>> Handle(RecordLetter request, CancellationToken ct)
    {
        if (await letters.Find(request.Letter, ct) is not { } letter) return false;
        if (request.Outcome is SendOutcome.Failed) return letter.Failed();

        // The last letter to somebody who wanted to be forgotten is the last trace of the address.
        if (letter.Purpose == LetterPurpose.ErasureDone) letters.Remove(letter);
        else if (request.Outcome is SendOutcome.Sent) letter.Sent(tokens.Now);
        return false;
    }
}
