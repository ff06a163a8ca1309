using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Adapters.Http;

/// <summary>Answers of operations that may need a second person: done, or 202 with the approval that waits for one.</summary>
internal static class SecondPerson
{
    /// <summary>204 when it is done.</summary>
    public static IResult Or(Result<Decided> result) =>
        !result.Succeeded(out var decided, out var refusal) ? Problem.From(refusal)
        : decided.Waiting is { } approval ? Waits(approval) : TypedResults.NoContent();

    /// <summary>202: nothing happened yet.</summary>
    public static IResult Waits(ApprovalId approval) =>
        new Located(approval, TypedResults.Json(new WaitingBody(approval.Value), Wire.Json, statusCode: 202));

    /// <summary>The approval that waits for a second person.</summary>
    public sealed record WaitingBody(Guid ApprovalId);

    private sealed class Located(ApprovalId approval, IResult body) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.Location = $"/api/v1/approvals/{approval}";
            return body.ExecuteAsync(httpContext);
        }
    }
}
