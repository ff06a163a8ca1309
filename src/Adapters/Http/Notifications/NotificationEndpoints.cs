using Marketplace.Application;
using Marketplace.Application.Notifications;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Notifications;

/// <summary>A person's messages inside the product.</summary>
public sealed class NotificationEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var mine = routes.MapGroup("/me/notifications").WithTags("Notifications");
        mine.MapGet("", List).Roles(Everyone).Produces<Page<NotificationView>>().WithSummary("My messages, newest first");
        mine.MapPost("/read-all", ReadAll).Roles(Everyone).Produces<ReadAnswer>().WithSummary("Mark all my messages as read");
    }

    private static readonly string[] Everyone = ["buyer", "seller", "courier", "support", "moderator", "finance", "admin"];

    private static async Task<IResult> List(
        Caller caller, PageQuery page, HttpContext context, IQuery<ListNotifications, Page<NotificationView>> list, CancellationToken ct) =>
        Answer.Ok(await list.Handle(new ListNotifications(caller.User!.Value, Titles.LanguageOf(context), page.Request), ct));

    private static async Task<IResult> ReadAll(Caller caller, IUseCase<ReadAllNotifications, int> readAll, CancellationToken ct) =>
        Answer.Ok(await readAll.Handle(new ReadAllNotifications(caller.User!.Value), ct), count => new ReadAnswer(count));

    /// <summary>How many messages were new.</summary>
    public sealed record ReadAnswer(int Read);
}
