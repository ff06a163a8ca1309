using Marketplace.Application;
using Marketplace.Application.Admin;
using Marketplace.Kernel;
using Marketplace.Ports.Transport;

namespace Marketplace.Infrastructure.Admin;

internal sealed class ListDeadLettersHandler(ITransport transport) : IQuery<ListDeadLetters, IReadOnlyList<DeadLetterView>>
{
    public async Task<Result<IReadOnlyList<DeadLetterView>>> Handle(ListDeadLetters request, CancellationToken ct)
    {
        var letters = await transport.DeadLetters(request.Queue, request.Limit, ct);
        return letters.Select(l => new DeadLetterView(
            l.Envelope.Id, l.Queue, l.Envelope.Type, l.Envelope.Subject, l.Attempts, l.Reason, l.At, l.Envelope.Data)).ToList();
    }
}
