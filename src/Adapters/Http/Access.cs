using Marketplace.Ports.Identity;
using Microsoft.AspNetCore.Builder;

namespace Marketplace.Adapters.Http;

/// <summary>Who may call an endpoint; an endpoint without it does not start (quality S11).</summary>
/// <param name="Roles">Roles of which the caller needs one; empty means anyone, signed in or not.</param>
/// <param name="Permission">What these roles have in common; roles of the market's own may have it too.</param>
public sealed record Access(IReadOnlyList<string> Roles, Permission? Permission = null)
{
    /// <summary>True when no account is needed.</summary>
    public bool IsOpen => Roles.Count == 0;
}

/// <summary>The endpoint needs an Idempotency-Key (quality R8).</summary>
public sealed record IdempotencyKeyRequired;

/// <summary>The endpoint changes a resource and needs If-Match.</summary>
public sealed record IfMatchRequired;

/// <summary>API keys with the area's scope may call the endpoint, as the shop they belong to.</summary>
/// <param name="Area">One of <c>KeyScopes.Areas</c>; reads need <c>area:read</c>, everything else <c>area:write</c>.</param>
public sealed record OpenToKeys(string Area)
{
    /// <summary>The scope a method needs.</summary>
    public string ScopeFor(string method) => method is "GET" or "HEAD" ? Area + ":read" : Area + ":write";
}

/// <summary>The answer shows personal data of others: staff who ask leave a line in the audit log.</summary>
public sealed record PersonalRead(string EntityType);

/// <summary>How endpoints state their conditions.</summary>
public static class EndpointConditions
{
    /// <summary>Open to everyone, also without an account.</summary>
    public static TBuilder Anyone<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.With(new Access([]));

    /// <summary>Open to callers who have this permission, by whatever role.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder builder, string permission) where TBuilder : IEndpointConventionBuilder
    {
        var named = Permissions.Named(permission);
        return builder.With(new Access(named.Roles, named));
    }

    /// <summary>
    /// Open to callers with one of these roles. All roles of accounts together mean <see cref="Permissions.AnyAccount"/>; everything
    /// else states a permission with <see cref="Needs"/>, or no role of a shop or of the market's own ever reaches it.
    /// </summary>
    public static TBuilder Roles<TBuilder>(this TBuilder builder, params string[] roles) where TBuilder : IEndpointConventionBuilder =>
        roles.Length == 0 ? throw new ArgumentException("Name at least one role, or use Anyone().")
        : SystemRoles.OfAccounts.All(roles.Contains) ? builder.Needs(Permissions.AnyAccount)
        : builder.With(new Access(roles));

    /// <summary>Refuses calls without an Idempotency-Key.</summary>
    public static TBuilder RequireIdempotencyKey<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.With(new IdempotencyKeyRequired());

    /// <summary>Refuses calls without If-Match (428).</summary>
    public static TBuilder RequireIfMatch<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.With(new IfMatchRequired());

    /// <summary>Open to API keys too, within an area's scopes.</summary>
    public static TBuilder ForKeys<TBuilder>(this TBuilder builder, string area) where TBuilder : IEndpointConventionBuilder =>
        builder.With(new OpenToKeys(area));

    /// <summary>Shows personal data; asking for it as staff is noted in the audit log.</summary>
    public static TBuilder ShowsPersonal<TBuilder>(this TBuilder builder, string entityType) where TBuilder : IEndpointConventionBuilder =>
        builder.With(new PersonalRead(entityType));

    private static TBuilder With<TBuilder>(this TBuilder builder, object metadata) where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(metadata));
        return builder;
    }
}
