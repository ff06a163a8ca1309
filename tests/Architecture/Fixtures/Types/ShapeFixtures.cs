using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Orders.Messages;
using Marketplace.Ports.Payments;

namespace Marketplace.Ports.Orders
{
    public interface IOrderCommands
    {
        Task<Result> Cancel(OrderId order, CancellationToken ct);
    }
}

namespace Marketplace.Ports.Orders.Messages
{
    [Message("order.unheard")]
    public sealed record Unheard(OrderId Order) : IEvent
    {
        public Guid Subject => Order.Value;
    }

    [Message("order.do-twice")]
    public sealed record DoTwice(OrderId Order) : ICommand
    {
        public Guid Subject => Order.Value;
    }

    [Message("order.heard-after-all"), ForOthers]
    public sealed record HeardAfterAll(OrderId Order) : IEvent
    {
        public Guid Subject => Order.Value;
    }
}

namespace Marketplace.Domain.Orders
{
    public interface IBrokenOrders
    {
        Task<SecretOrder?> Find(OrderId id, CancellationToken ct);
    }

    public sealed class SecretOrder;
}

namespace Marketplace.Application.Orders
{
    public interface IOrderKeeper;

    public sealed class OrderKeeper : IOrderKeeper;

    public sealed record ChargeNow(OrderId Order);

    public sealed class ChargeNowHandler(IPaymentGateway gateway) : IUseCase<ChargeNow, Unit>
    {
        public Task<Result<Unit>> Handle(ChargeNow request, CancellationToken ct) => throw new NotSupportedException(gateway.ToString());
    }

    public sealed class ChargeAnyHandler(IProviders<IPaymentGateway> gateways) : IUseCase<ChargeNow, Unit>
    {
        public Task<Result<Unit>> Handle(ChargeNow request, CancellationToken ct) => throw new NotSupportedException(gateways.Find("any")?.ToString());
    }

    public sealed class ChargeErrand(Domain.Orders.IBrokenOrders orders) : IErrand<DoTwice>
    {
        public async Task<Result> Handle(DoTwice command, CancellationToken ct) =>
            await orders.Find(command.Order, ct) is null ? Error.NotFound("none", "None.") : Result.Ok;
    }

    public sealed class ChainsHandlersHandler(IUseCase<ChargeNow, Unit> next) : IUseCase<DoTwice, Unit>
    {
        public Task<Result<Unit>> Handle(DoTwice request, CancellationToken ct) => next.Handle(new ChargeNow(request.Order), ct);
    }

    public sealed class TwoFacedHandler : IReaction<HeardAfterAll>
    {
        public Task<Result> Handle(HeardAfterAll happened, CancellationToken ct) => Task.FromResult(Result.Ok);

        public Task<Result> Undo(HeardAfterAll happened, CancellationToken ct) => Task.FromResult(Result.Ok);
    }

    public enum PatientPhase
    {
        Forever,
        Over,
    }

    public sealed record PatientState(OrderId Order, PatientPhase Phase);

    public sealed class PatientSaga : Saga<PatientState, PatientPhase>
    {
        public PatientSaga() : base(s => s.Phase)
        {
            Start<Unheard>(e => To(new PatientState(e.Order, PatientPhase.Forever)));
            When<HeardAfterAll>(PatientPhase.Forever, (s, e) =>
                e.Order == s.Order ? To(s with { Phase = PatientPhase.Over }) : throw new InvalidOperationException("Never seen."));
            End(PatientPhase.Over);
        }
    }

    public sealed class CuriousSaga(TimeProvider clock) : Saga<PatientState, PatientPhase>(s => clock is null ? s.Phase : PatientPhase.Over);
}
