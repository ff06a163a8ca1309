using Marketplace.Application;
using Marketplace.Application.Payments;
using Marketplace.Domain.Payments;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports.Payments;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Payments;

internal sealed class ListFeeRulesHandler(MarketplaceDb db) : IQuery<ListFeeRules, IReadOnlyList<FeeRuleView>>
{
    public async Task<Result<IReadOnlyList<FeeRuleView>>> Handle(ListFeeRules request, CancellationToken ct)
    {
        var rules = await db.Set<FeeRule>().AsNoTracking().OrderBy(r => r.Position).ToListAsync(ct);
        return rules.ConvertAll(View);
    }

    private static FeeRuleView View(FeeRule r) => new(
        r.Id.Value, r.Position, r.Name, r.Scope.Shop?.Value, r.Scope.Category?.Value, r.Scope.Product?.Value, r.Scope.PriceFrom,
        r.Scope.PriceTo, r.Scope.From, r.Scope.To, r.Scope.Delivery, r.Charge.Percent.Millionths, r.Charge.PerUnit, r.Charge.Floor,
        r.Charge.Cap);
}

internal sealed class GetFeePreviewHandler(IFeeTerms fees, TimeProvider clock) : IQuery<GetFeePreview, FeePreviewView>
{
    public async Task<Result<FeePreviewView>> Handle(GetFeePreview request, CancellationToken ct)
    {
        if (request.Quantity is < 1 or > 10_000 || request.Price.Minor is < 0 or > 1_000_000_000_000)
            return Error.Invalid("preview-invalid", "Name a price that is not negative and a quantity from 1 to 10000.");

        var sale = request.Price * request.Quantity;
        var question = new FeeQuestion(1, request.Shop, request.Category, request.Product, sale, request.Quantity, IsDelivery: false);
        var terms = (await fees.For([question], clock.GetUtcNow(), ct))[0];
        var commission = new FeeCharge(terms.Percent, terms.PerUnit, terms.Floor, terms.Cap).On(sale, request.Quantity);
        var tax = terms.Tax.Of(commission);
        return new FeePreviewView(terms.Rule?.Value, terms.Percent.Millionths, sale, commission, tax, sale - commission - tax);
    }
}
