using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http;

/// <summary>The endpoints of one resource; the host maps every implementation under <c>/api/v1</c>.</summary>
public interface IEndpoints
{
    /// <summary>Adds the resource's routes; each states who may call it.</summary>
    static abstract void Map(IEndpointRouteBuilder routes);
}
