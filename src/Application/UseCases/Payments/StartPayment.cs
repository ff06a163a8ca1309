using FluentValidation;
using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Payments;

namespace Marketplace.Application.Payments;

/// <summary>The buyer pays an order another way after a refusal or a change of mind.</summary>
public sealed record StartPayment(OrderId Order, UserId Buyer, string Provider, string Method, string? Token);

/// <summary>Shape of a choice.</summary>
public sealed class StartPaymentValidator : AbstractValidator<StartPayment>
{
    /// <summary>Rules.</summary>
    public StartPaymentValidator()
    {
        RuleFor(r => r.Provider).NotEmpty().MaximumLength(40);
        RuleFor(r => r.Method).NotEmpty().MaximumLength(40);
        RuleFor(r => r.Token).MaximumLength(500);
    }
}

/// <summary>Starts a further payment; one that still waits for the buyer is let go.</summary>
public sealed class StartPaymentHandler(ICollections collections, IPayments payments, IPaymentTerms terms, TimeProvider clock)
    : IUseCase<StartPayment, PaymentId>
{
    /// <inheritdoc/>
    public async Task<Result<PaymentId>> Handle(StartPayment request, CancellationToken ct)
    {
        var collection = await collections.Find(request.Order, ct);
        if (collection is null || collection.Buyer != request.Buyer) return PaymentErrors.NotFound;
        if (terms.Methods.FirstOrDefault(m => m.Provider == request.Provider && m.Method == request.Method) is not { } method)
            return PaymentErrors.UnknownMethod;

        var at = clock.GetUtcNow();
        if (collection.MayPay(at).Failed(out var refusal)) return refusal;

        foreach (var open in (await payments.Of(request.Order, ct)).Where(p => p.IsOpen))
        {
            if (open.Status != PaymentStatus.RequiresAction) return PaymentErrors.StillPending;
            open.LetGo(null);
        }

        collection.Shrink();
        var way = new WayToPay(request.Provider, request.Method, request.Token, method.TwoStage);
        var payment = Payment.Start(PaymentId.New(at), collection, collection.Total, way, at);
        payments.Add(payment);
        return payment.Id;
    }
}
