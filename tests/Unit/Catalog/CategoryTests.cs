using Marketplace.Domain.Catalog;
using Marketplace.Kernel;
using Xunit;

namespace Marketplace.Tests.Unit.Catalog;

public sealed class CategoryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly Dictionary<string, string> Names = new() { ["en"] = "Tea" };

    [Fact]
    public void A_moved_subtree_keeps_its_shape_below_the_new_parent()
    {
        var (from, to) = (Under(null), Under(null));
        var child = Under(from);
        var grandchild = Under(child);

        Assert.True(child.Move(to, [grandchild]).IsOk);

        Assert.Equal(to.Id, child.Parent);
        Assert.StartsWith(to.Path, child.Path);
        Assert.StartsWith(child.Path, grandchild.Path);
        Assert.Equal(3, grandchild.Depth);
        Assert.DoesNotContain(from.Path, grandchild.Path);
    }

    [Fact]
    public void A_category_never_moves_under_itself_or_below()
    {
        var top = Under(null);
        var below = Under(Under(top));

        Assert.True(top.Move(below, []).Failed(out var deep));
        Assert.True(top.Move(top, []).Failed(out var self));
        Assert.Equal(["category-cycle", "category-cycle"], [deep.Code, self.Code]);
    }

    [Fact]
    public void The_tree_has_a_bottom_for_new_and_for_moved_categories()
    {
        var bottom = Under(null);
        for (var level = 1; level < Category.DepthMax; level++) bottom = Under(bottom);
        var pair = Under(null);
        var child = Under(pair);

        Assert.True(Category.Create(bottom, Names, 0, Noon).Failed(out var added));
        Assert.True(pair.Move(bottom, [child]).Failed(out var moved));
        Assert.Equal(["category-too-deep", "category-too-deep"], [added.Code, moved.Code]);
    }

    [Theory]
    [InlineData("de", "Tee")]
    [InlineData("en", " ")]
    public void Names_are_in_known_languages_and_not_blank(string locale, string name)
    {
        Assert.True(Category.Create(null, new Dictionary<string, string> { [locale] = name }, 0, Noon).Failed(out var error));
        Assert.Equal("category-names", error.Code);
    }

    private static Category Under(Category? parent)
    {
        Assert.True(Category.Create(parent, Names, 0, Noon).Succeeded(out var category, out _));
        return category;
    }
}
