using Marketplace.Domain.Notifications;
using Marketplace.Infrastructure.Persistence;

namespace Marketplace.Infrastructure.Notifications;

/// <summary>What was told to somebody goes with them.</summary>
internal sealed class NotificationsPersonal : IPersonalTables
{
    public string Context => "notifications";

    public IReadOnlyList<PersonalTable> Tables { get; } =
        [PersonalTable.Of<Notification>(nameof(Notification.User)).Removed()];
}
