using Marketplace.Application;
using Marketplace.Application.Shipping;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Shipping;

/// <summary>The market's own couriers: shifts, offers and deliveries.</summary>
public sealed class CourierEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var courier = routes.MapGroup("/courier").WithTags("Courier").Needs("shipping.task.work");
        courier.MapGet("/shifts/current", Shift).WithSummary("Whether the courier is on shift").Produces<ShiftView>();
        courier.MapPost("/shifts", Start).WithSummary("Begin a shift").Produces<ShiftView>();
        courier.MapPost("/shifts/end", End).WithSummary("End the shift").Produces<ShiftView>();

        var tasks = courier.MapGroup("/tasks");
        tasks.MapGet("", List).WithSummary("Offers and work, or finished tasks").Produces<Page<CourierTaskView>>();
        tasks.MapGet("/{id:guid}", Get).WithSummary("One task").Produces<CourierTaskView>();
        tasks.MapPost("/{id:guid}/accept", Accept).WithSummary("Take an offered task").Produces<CourierTaskView>();
        tasks.MapPost("/{id:guid}/decline", Decline).WithSummary("Refuse an offer, or give a task back before pickup")
            .Produces(204);
        tasks.MapPost("/{id:guid}/arrive", Arrive).WithSummary("At the seller's, or at the buyer's door")
            .Produces<CourierTaskView>();
        tasks.MapPost("/{id:guid}/pick-up", PickUp).WithSummary("Take the parcel over with the seller's code")
            .Produces<CourierTaskView>();
        tasks.MapPost("/{id:guid}/deliver", Deliver)
            .WithSummary("Hand the parcel over with the buyer's code or another proof").Produces<CourierTaskView>();
        tasks.MapPost("/{id:guid}/fail", Fail).WithSummary("Nobody took the parcel").Produces<CourierTaskView>();
    }

    private static async Task<IResult> Shift(Caller caller, IQuery<GetShift, ShiftView> shift, CancellationToken ct) =>
        Answer.Ok(await shift.Handle(new GetShift(Self(caller)), ct));

    private static async Task<IResult> Start(
        Caller caller, IUseCase<StartShift, Unit> start, IQuery<GetShift, ShiftView> shift, CancellationToken ct)
    {
        var result = await start.Handle(new StartShift(Self(caller)), ct);
        return result.Failed(out var refusal) ? Problem.From(refusal) : await Shift(caller, shift, ct);
    }

    private static async Task<IResult> End(
        Caller caller, IUseCase<EndShift, Unit> end, IQuery<GetShift, ShiftView> shift, CancellationToken ct)
    {
        var result = await end.Handle(new EndShift(Self(caller)), ct);
        return result.Failed(out var refusal) ? Problem.From(refusal) : await Shift(caller, shift, ct);
    }

    private static async Task<IResult> List(
        bool? finished, PageQuery page, Caller caller, IQuery<ListCourierTasks, Page<CourierTaskView>> list,
        CancellationToken ct) =>
        Answer.Ok(await list.Handle(new ListCourierTasks(Self(caller), finished ?? false, page.Request), ct));

    private static async Task<IResult> Get(
        Guid id, Caller caller, IQuery<GetCourierTask, CourierTaskView> get, CancellationToken ct) =>
        Answer.Tagged(await get.Handle(new GetCourierTask(new CourierTaskId(id), Self(caller)), ct), t => t.Version);

    private static async Task<IResult> Accept(
        Guid id, Caller caller, IUseCase<AcceptCourierTask, Unit> accept, IQuery<GetCourierTask, CourierTaskView> get,
        CancellationToken ct)
    {
        var result = await accept.Handle(new AcceptCourierTask(new CourierTaskId(id), Self(caller)), ct);
        return result.Failed(out var refusal) ? Problem.From(refusal) : await Get(id, caller, get, ct);
    }

    private static async Task<IResult> Decline(
        Guid id, DeclineBody? body, Caller caller, IUseCase<DeclineCourierTask, Unit> decline, CancellationToken ct) =>
        Answer.NoContent(
            await decline.Handle(new DeclineCourierTask(new CourierTaskId(id), Self(caller), body?.Reason), ct));

    private static async Task<IResult> Arrive(
        Guid id, Caller caller, IUseCase<ArriveWithCourierTask, Unit> arrive, IQuery<GetCourierTask, CourierTaskView> get,
        CancellationToken ct)
    {
        var result = await arrive.Handle(new ArriveWithCourierTask(new CourierTaskId(id), Self(caller)), ct);
        return result.Failed(out var refusal) ? Problem.From(refusal) : await Get(id, caller, get, ct);
    }

    private static async Task<IResult> PickUp(
        Guid id, CodeBody body, Caller caller, IUseCase<PickUpParcel, CodeAnswer> pickUp,
        IQuery<GetCourierTask, CourierTaskView> get,
        CancellationToken ct) =>
        await Coded(
            id, caller, await pickUp.Handle(new PickUpParcel(new CourierTaskId(id), Self(caller), body.Code), ct), get, ct);

    private static async Task<IResult> Deliver(
        Guid id, DeliverBody body, Caller caller, IUseCase<DeliverParcel, CodeAnswer> deliver,
        IQuery<GetCourierTask, CourierTaskView> get,
        CancellationToken ct) =>
        await Coded(id, caller, await deliver.Handle(
            new DeliverParcel(new CourierTaskId(id), Self(caller), body.Code, body.Kind, body.File), ct), get, ct);

    private static async Task<IResult> Fail(
        Guid id, FailBody body, Caller caller, IUseCase<FailDelivery, Unit> fail,
        IQuery<GetCourierTask, CourierTaskView> get,
        CancellationToken ct)
    {
        var result = await fail.Handle(new FailDelivery(new CourierTaskId(id), Self(caller), body.Reason), ct);
        return result.Failed(out var refusal) ? Problem.From(refusal) : await Get(id, caller, get, ct);
    }

    private static async Task<IResult> Coded(
        Guid id, Caller caller, Result<CodeAnswer> result, IQuery<GetCourierTask, CourierTaskView> get,
        CancellationToken ct)
    {
        if (result.Failed(out var refusal, out var answer)) return Problem.From(refusal);
        return answer.Refusal() is { } wrong ? Problem.From(wrong) : await Get(id, caller, get, ct);
    }

    // A courier is an account with the role; both carry the same id.
    private static CourierId Self(Caller caller) => new(caller.User!.Value.Value);

    /// <summary>Why not.</summary>
    public sealed record DeclineBody(string? Reason = null);

    /// <summary>Six digits.</summary>
    public sealed record CodeBody(string Code);

    /// <summary>The buyer's code, or PHOTO or SIGNATURE with the key of the stored picture.</summary>
    public sealed record DeliverBody(string? Code = null, string? Kind = null, string? File = null);

    /// <summary>A reason of the catalogue.</summary>
    public sealed record FailBody(string Reason);
}
