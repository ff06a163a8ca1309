using FluentValidation;
using Marketplace.Domain.Orders;
using Marketplace.Kernel;

namespace Marketplace.Application.Orders;

/// <summary>The seller, or support for the seller, answers a buyer who asked to cancel a part that is being sent.</summary>
/// <param name="Shop">Null when support acts.</param>
/// <param name="Restock">False when the goods cannot be sold any more; means nothing when refused.</param>
/// <param name="Note">Words to the buyer; a refusal needs them.</param>
public sealed record AnswerCancelRequest(SellerOrderId SellerOrder, ShopId? Shop, bool Agree, bool Restock, string? Note);

/// <summary>Input rules.</summary>
public sealed class AnswerCancelRequestValidator : AbstractValidator<AnswerCancelRequest>
{
    /// <summary>Writes the rules.</summary>
    public AnswerCancelRequestValidator()
    {
        RuleFor(r => r.Note).MaximumLength(500);
        RuleFor(r => r.Note).NotEmpty().When(r => !r.Agree);
    }
}

/// <summary>Agreed means cancelled and paid back; refused means that the goods are sent.</summary>
public sealed class AnswerCancelRequestHandler(IOrders orders, TimeProvider clock)
    : IUseCase<AnswerCancelRequest, SellerOrderProgress>
{
    /// <inheritdoc/>
    public async Task<Result<SellerOrderProgress>> Handle(AnswerCancelRequest request, CancellationToken ct)
    {
        var order = await orders.Find(request.SellerOrder, ct);
        if (order?.Part(request.SellerOrder) is not { } part || (request.Shop is { } shop && part.Shop != shop))
            return OrderErrors.PartNotFound;

        var answered = order.AnswerCancel(part.Id, request.Agree, request.Restock, request.Note, clock.GetUtcNow());
        return answered.Failed(out var refusal) ? refusal : SellerOrderProgress.Of(order, part);
    }
}
