using Xunit;

namespace Marketplace.Tests.Architecture.Reading;

/// <summary>How a rule is asserted: it holds for the solution, and it bites on the fixtures that break it.</summary>
internal static class Rule
{
    /// <summary>Nobody breaks the rule.</summary>
    public static void Holds(IEnumerable<string> violations)
    {
        var found = violations.Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(found.Count == 0, $"{found.Count} violation(s):\n{string.Join('\n', found)}");
    }

    /// <summary>Each of these fixtures is reported; a rule that cannot fail protects nothing.</summary>
    public static void Bites(IEnumerable<string> violations, params string[] fixtures)
    {
        var found = violations.ToList();
        Assert.NotEmpty(fixtures);
        Assert.All(fixtures, fixture => Assert.Contains(found, v => v.Contains(fixture, StringComparison.Ordinal)));
    }
}
