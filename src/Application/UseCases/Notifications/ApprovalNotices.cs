using Marketplace.Domain.Notifications;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Admin.Messages;
using Marketplace.Ports.Identity;
using Marketplace.Ports.Notifications;

namespace Marketplace.Application.Notifications;

/// <summary>Whoever may agree to a proposal hears of it, except who made it.</summary>
public sealed class TellApproversWhenApprovalAsked(
    INotifications notifications, IProviders<INotificationChannel> channels, IBackOffice office, TimeProvider clock) : IReaction<ApprovalAsked>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(ApprovalAsked happened, CancellationToken ct)
    {
        foreach (var colleague in (await office.HoldersOf(happened.Kind, ct)).Where(u => u != happened.By))
            notifications.Tell(channels, colleague, ApprovalTopics.Of("asked", happened.Kind), Reach.InApp, clock.GetUtcNow());
        return Result.Ok;
    }
}

/// <summary>The proposer hears what became of it.</summary>
public sealed class TellProposerWhenApprovalAnswered(
    INotifications notifications, IProviders<INotificationChannel> channels, TimeProvider clock) : IReaction<ApprovalAnswered>
{
    /// <inheritdoc/>
    public Task<Result> Handle(ApprovalAnswered happened, CancellationToken ct) => Task.FromResult(notifications.Tell(
        channels, happened.By, ApprovalTopics.Of(happened.Outcome, happened.Kind), Reach.InApp, clock.GetUtcNow(),
        ("reason", happened.Reason)));
}

/// <summary>Texts say what was proposed, so there is one for every kind.</summary>
internal static class ApprovalTopics
{
    public static string Of(string outcome, string kind) => $"approval-{outcome}-{kind.Replace('.', '-')}";
}
