using Marketplace.Domain.Notifications;
using Marketplace.Kernel;
using Marketplace.Ports.Notifications;

namespace Marketplace.Application.Notifications;

/// <summary>Writes down what the channel said; null means there is nowhere to send. Answers whether to try again.</summary>
public sealed record RecordDelivery(NotificationId Notification, SendOutcome? Outcome);

/// <summary>Handles <see cref="RecordDelivery"/>.</summary>
public sealed class RecordDeliveryHandler(INotifications notifications, TimeProvider clock) : IUseCase<RecordDelivery, bool>
{
    /// <inheritdoc/>
    public async Task<Result<bool>> Handle(RecordDelivery request, CancellationToken ct)
    {
        if (await notifications.Find(request.Notification, ct) is not { } notification) return NotificationErrors.NotFound();

        var at = clock.GetUtcNow();
        return request.Outcome switch
        {
            SendOutcome.Sent sent => Done(notification.Sent(sent.Reference, at)),
            SendOutcome.Bounced bounced => Done(notification.Undeliverable(NotificationStatus.Bounced, bounced.Code, at)),
            SendOutcome.Failed failed => notification.Failed(failed.Why, at),
            _ => Done(notification.Undeliverable(NotificationStatus.Suppressed, "no-address", at)),
        };
    }

    private static Result<bool> Done(Result result) => result.Failed(out var refusal) ? refusal : false;
}
