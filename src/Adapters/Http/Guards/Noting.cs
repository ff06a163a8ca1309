using System.Diagnostics;
using Marketplace.Ports.Admin;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Adapters.Http.Guards;

/// <summary>Lines of the audit log about requests: reads of personal data, refused actions, refused sign-ins.</summary>
internal static class Noting
{
    /// <summary>Noted before it is answered: what cannot be noted is not answered.</summary>
    public static Task Write(HttpContext context, Endpoint endpoint, Caller caller, string entityType, string result)
    {
        var id = context.GetRouteValue("id") is string text && Guid.TryParse(text, out var parsed) ? parsed : (Guid?)null;
        return Write(context, endpoint, caller, (entityType, id), result);
    }

    /// <summary>A sign-in or a proof was refused; the account is named when there is one.</summary>
    public static Task RefusedProof(HttpContext context, Guid? account) =>
        Write(context, context.GetEndpoint()!, Caller.Of(context), ("account", account), "refused");

    /// <summary>Method and route.</summary>
    public static string ActionOf(HttpContext context, Endpoint endpoint) =>
        $"{context.Request.Method} {(endpoint as RouteEndpoint)?.RoutePattern.RawText}";

    private static Task Write(HttpContext context, Endpoint endpoint, Caller caller, (string Type, Guid? Id) entity, string result)
    {
        var note = new AuditNote(
            caller.User?.ToString() ?? "anon", caller.ActingRole, ActionOf(context, endpoint), entity.Type, entity.Id, result)
        {
            Address = context.Connection.RemoteIpAddress?.ToString() ?? "", Agent = context.Request.Headers.UserAgent.ToString(),
            Session = caller.Session?.Value, RequestId = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier,
        };
        return context.RequestServices.GetRequiredService<IAuditTrail>().Note(note, context.RequestAborted);
    }
}
