using Marketplace.Kernel;
using Marketplace.Ports.Orders.Messages;

namespace Marketplace.Application.Orders;

public class UnsealedHandler : IUseCase<ChargeNow, Unit>
{
    public Task<Result<Unit>> Handle(ChargeNow request, CancellationToken ct)
    {
        Task.CompletedTask.Wait(ct);
        return Task.FromResult(Task.FromResult<Result<Unit>>(Unit.Value).Result);
    }
}

public sealed class PatientProcess : Saga<PatientState, PatientPhase>
{
    public PatientProcess() : base(s => s.Phase) => When<Unheard>(PatientPhase.Forever, (s, _) => To(s));
}
