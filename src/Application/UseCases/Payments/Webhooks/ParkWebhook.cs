using Marketplace.Domain.Payments;
using Marketplace.Kernel;

namespace Marketplace.Application.Payments;

/// <summary>A webhook speaks of something we do not know: keep it waiting.</summary>
public sealed record ParkWebhook(Guid Event);

/// <summary>Parks it.</summary>
public sealed class ParkWebhookHandler(IProviderEvents events) : IUseCase<ParkWebhook, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(ParkWebhook request, CancellationToken ct)
    {
        if (await events.Find(request.Event, ct) is { } waiting) waiting.Park();
        return Unit.Value;
    }
}
