using System.Text.RegularExpressions;
using Marketplace.Tests.Architecture.Reading;
using Xunit;

namespace Marketplace.Tests.Architecture;

/// <summary>Documents point at things that exist.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public void Links_in_documents_lead_somewhere() => Rule.Holds(Documents().SelectMany(d => DeadLinks(d, File.ReadAllText(Path.Combine(Solution.Root, d)))));

    [Fact]
    public void A_dead_link_is_found() => Rule.Bites(DeadLinks("README.md", "See [the moon](docs/moon.md)."), "docs/moon.md");

    [Fact]
    public void Decisions_are_numbered_without_gaps()
    {
        var numbers = Directory.GetFiles(Path.Combine(Solution.Root, "docs", "decisions"), "*.md").Select(f => Path.GetFileName(f)[..4]).Order();

        Assert.Equal(Enumerable.Range(1, numbers.Count()).Select(n => $"{n:0000}"), numbers);
    }

    private static IEnumerable<string> Documents() => new[] { "", "docs", "docs/decisions", "docs/security" }
        .Where(folder => Directory.Exists(Path.Combine(Solution.Root, folder)))
        .SelectMany(folder => Directory.GetFiles(Path.Combine(Solution.Root, folder), "*.md").Select(f => Path.Combine(folder, Path.GetFileName(f))));

    private static IEnumerable<string> DeadLinks(string document, string text) =>
        from link in Link().Matches(text).Select(m => m.Groups["target"].Value.Split('#')[0])
        where link != "" && !link.Contains(':', StringComparison.Ordinal)
        where !Path.Exists(Path.Combine(Solution.Root, Path.GetDirectoryName(document)!, link))
        select $"{document} links to {link}, which is not there: correct the link or the name.";

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();
}
