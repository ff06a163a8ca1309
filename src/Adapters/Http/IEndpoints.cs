using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http;

/// <summary>The endpoints of one resource; the host maps every implementation under <c>/api/v1</c>.</summary>
public interface IEndpoints
{
    /// <summary>Adds the resource's routes; each states who may call it.</summary>
    static abstract void Map(IEndpointRouteBuilder routes);
}

/// <summary>Endpoints whose address others have fixed, outside <c>/api/v1</c> (<c>/.well-known/…</c>).</summary>
public interface IRootEndpoints
{
    /// <summary>Adds the routes; each states who may call it.</summary>
    static abstract void Map(IEndpointRouteBuilder routes);
}
