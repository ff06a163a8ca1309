using Marketplace.Domain.Identity;
using Marketplace.Kernel;

namespace Marketplace.Application.Identity;

/// <summary>A person thought again and stays.</summary>
public sealed record CancelErasure(UserId User);

public sealed class CancelErasureHandler(IErasures erasures, TimeProvider clock) : IUseCase<CancelErasure, Unit>
{
    public async Task<Result<Unit>> Handle(CancelErasure request, CancellationToken ct)
    {
        if (await erasures.Find(request.User, ct) is not { } erasure) return ErasureErrors.NothingToCancel;

        var cancelled = erasure.Cancel(clock.GetUtcNow());
        return cancelled.Failed(out var refusal) ? refusal : Unit.Value;
    }
}
