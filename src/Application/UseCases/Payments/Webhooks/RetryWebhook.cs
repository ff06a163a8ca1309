using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Payments;

/// <summary>Lets a waiting webhook try again.</summary>
public sealed class RetryWebhookHandler(IProviderEvents events) : IUseCase<RetryWebhook, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(RetryWebhook request, CancellationToken ct)
    {
        if (await events.Find(request.Event, ct) is { } waiting) waiting.Retry();
        return Unit.Value;
    }
}
