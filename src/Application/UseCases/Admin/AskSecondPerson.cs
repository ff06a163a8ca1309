using Marketplace.Domain.Admin;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Admin;

/// <summary>Somebody wants something that needs a second person.</summary>
public sealed record AskSecondPerson(Proposal Proposal);

/// <summary>Writes the proposal down, or lets go on who is alone.</summary>
public sealed class AskSecondPersonHandler(IApprovals approvals, IBackOffice office, IMarketTerms market, TimeProvider clock)
    : IUseCase<AskSecondPerson, Decided>
{
    /// <inheritdoc/>
    public async Task<Result<Decided>> Handle(AskSecondPerson request, CancellationToken ct)
    {
        var (proposal, terms, at) = (request.Proposal, market.Current.Approvals, clock.GetUtcNow());
        if (!terms.FourEyes) return Decided.Alone;

        var id = ApprovalId.New(at);
        if (await IsAlone(proposal.By, terms, ct))
        {
            approvals.Add(Approval.Waive(id, proposal.Kind, proposal.About, proposal.Payload, proposal.By, at));
            return Decided.Alone;
        }

        if (await approvals.FindSame(proposal.Kind, proposal.Payload, at, ct) is { } waits) return new Decided(waits.Id);

        approvals.Add(Approval.Propose(id, proposal.Kind, proposal.About, proposal.Payload, proposal.By, at, terms.Within));
        return new Decided(id);
    }

    // Once there were two administrators, nobody gets back to acting alone by taking the role from the other.
    private async Task<bool> IsAlone(UserId user, MarketApprovals terms, CancellationToken ct) =>
        await office.IsFirstAndOnlyAdministrator(user, ct)
        || (terms.OneAdministrator && await office.IsOnlyAdministrator(user, ct));
}
