using Marketplace.Domain.Search;
using Xunit;

namespace Marketplace.Tests.Unit.Search;

public sealed class QueryReaderTests
{
    private static readonly Lexicon Words = new(
        new Dictionary<string, int>
        {
            ["кровать"] = 30, ["кровати"] = 5, ["наушники"] = 40, ["беспроводные"] = 20, ["молоко"] = 100, ["молочный"] = 60, ["молоком"] = 9,
            ["iphone"] = 50, ["samsung"] = 70, ["milk"] = 15, ["chocolate"] = 80, ["chocolates"] = 8, ["сок"] = 90, ["хлеб"] = 44,
            ["koylak"] = 12, ["айран"] = 6, ["=500ml"] = 25, ["500"] = 30, ["ml"] = 60, ["мл"] = 50, ["для"] = 200, ["смартфон"] = 33,
            ["tv"] = 3, ["l"] = 9, ["джем"] = 7, ["персиковый"] = 6, ["зеленый"] = 11, ["чай"] = 77,
        },
        1000);

    private static readonly QueryReader Reader = new(
        Words, [new("айфон", ["iphone"]), new("сотовый телефон", ["смартфон"])], ["подарок"]);

    [Theory]
    [InlineData("rhjdfnm", "кровать")]
    [InlineData("RHJDFNM", "кровать")]
    [InlineData("yfeiybrb ,tcghjdjlyst", "наушники беспроводные")]
    [InlineData("ьшдл", "milk")]
    [InlineData("[kt,", "хлеб")]
    [InlineData("l;tv gthcbrjdsq", "джем персиковый")]
    public void A_text_of_the_wrong_layout_is_read_on_the_right_one(string typed, string meant) => Assert.Equal(meant, Reader.Read(typed).Meant);

    [Theory]
    [InlineData("milk")]
    [InlineData("молоко")]
    [InlineData("samsung 500")]
    [InlineData("молоко,")]
    public void What_the_index_knows_is_taken_as_typed(string typed) => Assert.Null(Reader.Read(typed).Meant);

    [Theory]
    [InlineData("кравать", "кровать")]
    [InlineData("корвать", "кровать")]
    [InlineData("крвать", "кровать")]
    [InlineData("нашуники", "наушники")]
    [InlineData("chocolatte", "chocolate")]
    [InlineData("krovat", "кровать")]
    [InlineData("naushniki", "наушники")]
    [InlineData("zelyonyy", "зеленый")]
    [InlineData("zeleniy", "зеленый")]
    [InlineData("кўйлак", "koylak")]
    [InlineData("самсунг", "samsung")]
    public void Mistakes_and_other_alphabets_lead_to_the_word(string typed, string word) =>
        Assert.Contains(word, Forms(Reader.Read(typed + " ")).Take(2));

    [Fact]
    public void The_word_itself_weighs_most_then_its_forms()
    {
        var forms = Reader.Read("молоко ").Words.Single().Forms;

        Assert.Equal(("молоко", 1.0), (forms[0].Word, forms[0].Weight));
        Assert.True(forms.Single(f => f.Word == "молоком").Weight is < 1 and > 0.8);
    }

    [Fact]
    public void A_word_that_is_still_being_typed_is_completed_and_a_finished_one_is_not()
    {
        Assert.Contains("молочный", Forms(Reader.Read("моло")));
        Assert.DoesNotContain("молочный", Forms(Reader.Read("моло ")));
        Assert.Null(Reader.Read("моло").Meant);
    }

    [Theory]
    [InlineData("айран 500мл")]
    [InlineData("айран 500 ml")]
    [InlineData("айран 0,5 л")]
    [InlineData("айран 0.5л")]
    public void Amounts_meet_in_the_smallest_unit(string typed)
    {
        var words = Reader.Read(typed).Words;

        Assert.Equal(2, words.Count);
        Assert.Equal("=500ml", words[1].Forms[0].Word);
    }

    [Fact]
    public void Synonyms_answer_also_after_a_correction_and_for_phrases()
    {
        var reader = new QueryReader(
            new Lexicon(new Dictionary<string, int> { ["iphone"] = 5, ["айфон"] = 1, ["смартфон"] = 3, ["телефон"] = 9 }, 20),
            [new("айфон", ["iphone"]), new("сотовый телефон", ["смартфон"])], []);

        Assert.Contains("iphone", Forms(reader.Read("айфно ")));
        Assert.Contains("iphone", Forms(reader.Read("aifon ")));
        Assert.Contains("iphone", Forms(new QueryReader(Words, [new("айфон", ["iphone"])], []).Read("афйон ")));
        var phrase = reader.Read("сотовый телефон ").Words;
        Assert.Contains("смартфон", phrase[0].Forms.Select(f => f.Word));
        Assert.False(phrase[1].Required);
    }

    [Fact]
    public void Fillers_need_not_be_found_unless_there_is_nothing_else()
    {
        var read = Reader.Read("чай для подарок ").Words;

        Assert.Equal([true, false, false], read.Select(w => w.Required));
        Assert.True(Reader.Read("для ").Words.Single().Required);
    }

    [Fact]
    public void Two_words_without_their_space_are_parted() =>
        Assert.Equal(["сок", "молоко"], Reader.Read("сокмолоко ").Words.Select(w => w.Typed));

    [Fact]
    public void Known_words_are_taken_for_mistakes_only_when_reading_widely()
    {
        Assert.DoesNotContain("сок", Forms(Reader.Read("чай ", ReadingWidth.Wide)).Skip(1));
        Assert.All(Reader.Read("сок ").Words.Single().Forms, f => Assert.NotEqual(FormKind.Correction, f.Kind));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("!!! ??? ---")]
    [InlineData("\0\u202e\ud83d\ude00")]
    public void A_text_without_words_reads_as_none(string typed) => Assert.Empty(Reader.Read(typed).Words);

    [Fact]
    public void A_long_text_is_read_as_far_as_the_limit()
    {
        var read = Reader.Read(string.Join(' ', Enumerable.Repeat("кравать", 2000)));

        Assert.Equal(QueryReader.MostWords, read.Words.Count);
        Assert.Equal(QueryReader.LongestText, read.Typed.Length);
    }

    [Theory]
    [InlineData("'; DROP TABLE products; --")]
    [InlineData("{\"$ne\": null}")]
    [InlineData("\"незакрытая кавычка")]
    [InlineData("a AND (b OR NOT c)")]
    [InlineData("مرحبا بالعالم שלום")]
    [InlineData("👍🏽 ❤️ 🇺🇿 чай")]
    [InlineData("ﷺ ﬁ Ⅳ ½ ① ㎏")]
    public void Anything_else_is_read_as_words_too(string typed) =>
        Assert.All(Reader.Read(typed).Words.SelectMany(w => w.Forms), f => Assert.False(string.IsNullOrWhiteSpace(f.Word)));

    private static IEnumerable<string> Forms(ReadQuery read) => read.Words.SelectMany(w => w.Forms).Select(f => f.Word);
}
