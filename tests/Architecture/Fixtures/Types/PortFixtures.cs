using Marketplace.Ports;

namespace Marketplace.Application.Payments
{
    public interface IHomelessGateway : IExternalPort;
}

namespace Marketplace.Ports.Payments
{
    public interface ITalkative : IExternalPort
    {
        void First();

        void Second();

        void Third();

        void Fourth();

        void Fifth();

        void Sixth();

        Task Seventh();
    }
}

namespace Marketplace.Adapters.Payments.Leaky
{
    public sealed class LeakyGateway : Ports.Shipping.ICourier
    {
        public Task<Ports.Shipping.RateOutcome> Rates(Ports.Shipping.RateRequest request, CancellationToken ct) => throw new NotSupportedException();

        public Task<Ports.Shipping.BookingOutcome> Book(Ports.Shipping.BookingRequest request, CancellationToken ct) => throw new NotSupportedException();

        public Task<Ports.Shipping.BookingOutcome> Cancel(Kernel.ShipmentId shipment, string reference, CancellationToken ct) =>
            throw new NotSupportedException();

        public Task<Ports.Shipping.TrackingOutcome> Track(Kernel.ShipmentId shipment, string reference, CancellationToken ct) =>
            throw new NotSupportedException();

        public Ports.Shipping.CarrierNews? Read(Ports.Shipping.CarrierWebhook webhook) => null;
    }

    public sealed class LeakyClient;
}
