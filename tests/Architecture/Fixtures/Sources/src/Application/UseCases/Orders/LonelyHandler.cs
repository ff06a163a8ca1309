namespace Marketplace.Application.Orders;

public sealed class LonelyHandler : IUseCase<RequestFromElsewhere, Unit>
{
    public Task<Result<Unit>> Handle(RequestFromElsewhere request, CancellationToken ct) => throw new NotSupportedException();
}
