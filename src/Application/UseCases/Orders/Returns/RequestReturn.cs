using FluentValidation;
using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;

namespace Marketplace.Application.Orders;

/// <summary>A buyer wants to send units of a delivered seller order back; unreleased money is held meanwhile.</summary>
/// <param name="Buyer">Null when support asks for him.</param>
public sealed record RequestReturn(
    SellerOrderId SellerOrder, UserId? Buyer, IReadOnlyList<Units> Lines, ReturnReason Reason, string? Comment,
    IReadOnlyList<string> Photos);

/// <summary>Checks the shape of the request.</summary>
public sealed class RequestReturnValidator : AbstractValidator<RequestReturn>
{
    /// <summary>Lines, words and photos within their limits.</summary>
    public RequestReturnValidator()
    {
        RuleFor(r => r.Lines).NotEmpty().Must(l => l.Count <= 200).WithErrorCode("TooMany")
            .WithMessage("At most 200 lines.")
            .Must(l => l.Select(x => x?.Line).Distinct().Count() == l.Count).WithErrorCode("Duplicate")
                .WithMessage("A line occurs twice.");
        RuleForEach(r => r.Lines).NotNull()
            .ChildRules(line => line.RuleFor(l => l.Quantity).InclusiveBetween(1, 1_000_000));
        RuleFor(r => r.Reason).IsInEnum();
        RuleFor(r => r.Comment).MaximumLength(2000);
        RuleFor(r => r.Photos).Must(p => p.Count <= 10).WithErrorCode("TooMany").WithMessage("At most 10 photos.");
        RuleForEach(r => r.Photos).NotNull().Matches("^[a-z0-9][a-z0-9/._-]{0,199}$");
    }
}

/// <summary>Handles <see cref="RequestReturn"/>.</summary>
public sealed class RequestReturnHandler(IOrders orders, IReturns returns, IMarketTerms market, TimeProvider clock)
    : IUseCase<RequestReturn, ReturnId>
{
    /// <inheritdoc/>
    public async Task<Result<ReturnId>> Handle(RequestReturn request, CancellationToken ct)
    {
        var order = await orders.Find(request.SellerOrder, ct);
        if (order?.Part(request.SellerOrder) is not { } part || (request.Buyer is { } buyer && order.Buyer != buyer))
            return OrderErrors.PartNotFound;

        var now = clock.GetUtcNow();
        var open = await returns.OpenOf(part.Id, ct);
        if (ReturnWindow.Choose(part, open, request.Lines, now).Failed(out var refusal, out var lines)) return refusal;

        var wish = new ReturnWish(
            order.Id, part.Id, part.Shop, order.Buyer, lines, request.Reason, request.Comment, request.Photos);
        var made = Return.Request(ReturnId.New(now), wish, now + market.Current.Timers.ReturnApproval, now);
        returns.Add(made);

        // Also where the money is released already: it makes two requests for one part see each other.
        return order.PutHold(part.Id, ReturnHold.Of(made.Id), now).Failed(out refusal) ? refusal : made.Id;
    }
}

/// <summary>The hold an open return puts on the part's money.</summary>
internal static class ReturnHold
{
    public static Hold Of(ReturnId id) => new("return", id.Value);
}
