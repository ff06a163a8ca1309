using Marketplace.Application;
using Marketplace.Application.Admin;
using Marketplace.Ports.Admin;
using Marketplace.Ports.Admin.Messages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Admin;

/// <summary>The operator's tools: the sandbox clock and the dead letters.</summary>
public sealed class AdminEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var admin = routes.MapGroup("/admin").WithTags("Admin");
        admin.MapGet("/clock", Now).Needs("admin.clock.read").WithSummary("The market's time")
            .Produces<ClockView>();
        admin.MapPost("/clock/advance", Advance).Needs("admin.clock.advance").WithSummary("Move a sandbox market's clock forward")
            .Produces<ClockView>();
        admin.MapGet("/dead-letters", List).Needs("admin.dead-letter.read").ShowsPersonal("dead_letter").WithSummary("Messages given up on")
            .Produces<Page<DeadLetterView>>();
        admin.MapPost("/dead-letters/{queue}/{message:guid}/replay", Replay).Needs("admin.dead-letter.replay").WithSummary("Try a dead letter again")
            .Produces(204);
    }

    private static IResult Now(IClockControl clock) =>
        TypedResults.Json(new ClockView(clock.Read().Now, clock.Read().Ahead.TotalSeconds), Wire.Json);

    private static async Task<IResult> Advance(AdvanceBody body, IUseCase<AdvanceClock, ClockView> advance, CancellationToken ct) =>
        Math.Abs(body.Seconds) > 1e9
            ? Problem.Of(422, "validation-failed", "Some fields are not acceptable.", new Kernel.FieldError("/seconds", "inclusive-between", "A step lies between a second and a year."))
            : Answer.Ok(await advance.Handle(new AdvanceClock(TimeSpan.FromSeconds(body.Seconds)), ct));

    private static async Task<IResult> List(
        string? queue, PageQuery page, IQuery<ListDeadLetters, IReadOnlyList<DeadLetterView>> list, CancellationToken ct) =>
        Answer.Ok(await list.Handle(new ListDeadLetters(queue, page.Limit), ct), letters => new Page<DeadLetterView>(letters, null));

    private static async Task<IResult> Replay(string queue, Guid message, IErrand<ReplayDeadLetter> replay, CancellationToken ct)
    {
        var result = await replay.Handle(new ReplayDeadLetter(queue, message), ct);
        return result.Failed(out var error) ? Problem.From(error) : TypedResults.NoContent();
    }

    /// <summary>How far to move the clock, seconds.</summary>
    public sealed record AdvanceBody(double Seconds);
}
