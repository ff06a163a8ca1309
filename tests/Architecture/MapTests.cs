using Marketplace.Map;
using Marketplace.Tests.Architecture.Reading;
using Xunit;

namespace Marketplace.Tests.Architecture;

/// <summary>The map in docs/map.md is the one the assemblies draw.</summary>
public sealed class MapTests
{
    private const string Stale = "docs/map.md is stale: run './dev map' and commit the result.";

    [Fact]
    public void The_map_is_up_to_date() => Rule.Holds(Differences(Solution.ReadOrEmpty("docs/map.md"), MapPage.Of(Solution.Compiled)));

    [Fact]
    public void A_stale_map_is_found() => Rule.Bites(Differences("# Map\n", MapPage.Of(Broken.Compiled)), Stale);

    [Fact]
    public void The_same_solution_gives_the_same_map() => Assert.Equal(MapPage.Of(Broken.Compiled), MapPage.Of(Broken.Read()));

    [Fact]
    public void The_map_shows_who_sends_and_who_handles()
    {
        var map = MapPage.Of(Broken.Compiled);

        Assert.Contains("m_order_do_twice --> h_Orders_ChargeErrand", map, StringComparison.Ordinal);
        Assert.Contains("m_order_unheard --> h_Orders_PatientSaga", map, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Differences(string written, string drawn) => written == drawn ? [] : [Stale];
}
