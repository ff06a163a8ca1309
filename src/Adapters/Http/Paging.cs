using System.Reflection;
using System.Text;
using Marketplace.Application;
using Microsoft.AspNetCore.Http;

namespace Marketplace.Adapters.Http;

/// <summary>The <c>limit</c> and <c>cursor</c> of a list; a bad limit is a 400.</summary>
public sealed record PageQuery(int Limit, string? Cursor)
{
    /// <summary>As the application takes it.</summary>
    public PageRequest Request => new(Limit, Cursor);

    /// <summary>Binds from the query string.</summary>
    public static ValueTask<PageQuery> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var text = context.Request.Query["limit"].ToString();
        var limit = 20;
        if (text.Length > 0 && (!int.TryParse(text, out limit) || limit is < 1 or > 100))
            throw new MalformedParameterException("limit", "limit is a number from 1 to 100.");

        var cursor = context.Request.Query["cursor"].ToString();
        if (cursor.Length > 512) throw new MalformedParameterException("cursor", "cursor is not one of ours.");
        return ValueTask.FromResult(new PageQuery(limit, cursor.Length == 0 ? null : cursor));
    }
}

/// <summary>The version a client wants to change, from If-Match.</summary>
public sealed record IfMatch(uint? Version)
{
    /// <summary>Binds from the header; something that is no ETag of ours matches nothing.</summary>
    public static ValueTask<IfMatch> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var text = context.Request.Headers.IfMatch.ToString();
        if (text is "" or "*") return ValueTask.FromResult(new IfMatch((uint?)null));
        return ValueTask.FromResult(new IfMatch(uint.TryParse(text.Trim('"'), out var version) ? version : 0));
    }
}
