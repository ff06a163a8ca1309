using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity.Messages;

namespace Marketplace.Application.Identity;

/// <summary>Counts the contexts that have let go; the last one finishes the erasure.</summary>
public sealed class NoteErasedPartHandler(IErasures erasures, TimeProvider clock) : IUseCase<NoteErasedPart, Unit>
{
    public async Task<Result<Unit>> Handle(NoteErasedPart request, CancellationToken ct)
    {
        if (await erasures.Find(request.User, ct) is { } erasure) erasure.LetGo(request.Context, clock.GetUtcNow());
        return Unit.Value;
    }
}
