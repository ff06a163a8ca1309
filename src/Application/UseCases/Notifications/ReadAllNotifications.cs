using Marketplace.Domain.Notifications;
using Marketplace.Kernel;

namespace Marketplace.Application.Notifications;

/// <summary>The person has seen everything; answers how many messages were new.</summary>
public sealed record ReadAllNotifications(UserId User);

/// <summary>Handles <see cref="ReadAllNotifications"/>.</summary>
public sealed class ReadAllNotificationsHandler(INotifications notifications, TimeProvider clock) : IUseCase<ReadAllNotifications, int>
{
    /// <inheritdoc/>
    public async Task<Result<int>> Handle(ReadAllNotifications request, CancellationToken ct) =>
        await notifications.ReadAll(request.User, clock.GetUtcNow(), ct);
}
