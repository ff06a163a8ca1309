using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Identity;
using Marketplace.Ports.Identity.Messages;
using Marketplace.Ports.Notifications;

namespace Marketplace.Application.Identity;

/// <summary>Puts the secret into a letter and hands it to its channel; the secret exists only here and at the reader's.</summary>
public sealed class DeliverLetter(
    IOutgoingLetters letters, IOneTimeSecrets secrets, IAccountTerms terms, ITexts texts,
    IProviders<INotificationChannel> channels, IUseCase<RecordLetter, bool> record) : IErrand<SendLetter>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(SendLetter command, CancellationToken ct)
    {
        if (await letters.Find(command.Letter, ct) is not { } letter) return Result.Ok;

        var outcome = await Send(command.Letter, letter, ct);
        var recorded = await record.Handle(new RecordLetter(command.Letter, outcome), ct);
        if (recorded.Failed(out var refusal, out var again)) return refusal;

        return again ? new Error(ErrorKind.Unavailable, "channel-unavailable", "The channel could not take the letter.") : Result.Ok;
    }

    private async Task<SendOutcome?> Send(LetterId id, OutgoingLetter letter, CancellationToken ct)
    {
        var enabled = channels.Codes.Select(channels.Find).OfType<INotificationChannel>().ToList();
        var channel = enabled.Find(c => c.Kind == letter.Kind) ?? (terms.Current.AnyChannel ? enabled.FirstOrDefault() : null);
        if (channel is null) return null;

        var text = texts.Render(letter.Topic, letter.Locale, Values(id, letter));
        var message = new OutgoingMessage(new NotificationId(id.Value), letter.Address, text.Title, text.Body, null, letter.Locale);
        return await channel.Send(message, ct);
    }

    private Dictionary<string, string> Values(LetterId id, OutgoingLetter letter) => letter.Topic switch
    {
        "letter-confirm-link" => new() { ["link"] = $"{Site}/confirm-email#token={secrets.Link(id)}" },
        "letter-reset-link" => new() { ["link"] = $"{Site}/reset-password#token={secrets.Link(id)}" },
        "letter-staff-invited" => new() { ["link"] = $"{Site}/invitations" },
        "letter-confirm-code" or "letter-reset-code" => new() { ["code"] = secrets.Code(id) },
        _ => [],
    };

    // The token stands behind '#': browsers send it to no server, so it is in no access log and no Referer.
    private string Site => terms.Current.SiteUrl.ToString().TrimEnd('/');
}
