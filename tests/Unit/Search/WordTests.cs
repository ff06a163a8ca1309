using FsCheck;
using FsCheck.Fluent;
using Marketplace.Domain.Search;
using Xunit;

namespace Marketplace.Tests.Unit.Search;

public sealed class WordTests
{
    [Theory]
    [InlineData("Ёлка", "елка")]
    [InlineData("МЁД", "мед")]
    [InlineData("Йогурт", "йогурт")]
    [InlineData("ЎЗБЕК", "ўзбек")]
    [InlineData("Қымыз", "қымыз")]
    [InlineData("Pâté", "pate")]
    [InlineData("Straße", "strasse")]
    [InlineData("Žluťoučký", "zlutoucky")]
    [InlineData("ＡＢＣ", "abc")]
    [InlineData("сoк", "сок")]
    [InlineData("miІk", "miik")]
    public void Spellings_of_one_word_fold_together(string written, string folded) => Assert.Equal(folded, Folding.Fold(written));

    [Theory]
    [InlineData("500мл", "500 мл")]
    [InlineData("4ft", "4 ft")]
    [InlineData("iPhone15Pro", "iphone 15 pro")]
    [InlineData("3,2%", "3.2")]
    [InlineData("oʻzbek koʼylak o'g'il", "ozbek koylak ogil")]
    [InlineData("Kellogg's l'eau", "kelloggs l eau")]
    [InlineData("Coca-Cola/Fanta", "coca cola fanta")]
    [InlineData("咖啡 coffee", "咖 啡 coffee")]
    [InlineData("1,000,000", "1 000 000")]
    public void Texts_are_cut_into_words(string text, string words) => Assert.Equal(words, string.Join(' ', Tokens.WordsOf(text)));

    [Fact]
    public void Words_know_where_they_stand()
    {
        const string title = "Чай «Ko‘k» 100г";

        Assert.Equal(["Чай", "Ko‘k", "100", "г"], Tokens.Of(title).Select(t => title.Substring(t.Start, t.Length)));
    }

    [Theory]
    [InlineData("молоко", "молоком")]
    [InlineData("кровать", "кровати")]
    [InlineData("красный", "красная")]
    [InlineData("наушники", "наушников")]
    [InlineData("кітап", "кітаптар")]
    [InlineData("қалам", "қаламның")]
    [InlineData("kitob", "kitoblar")]
    [InlineData("cookie", "cookies")]
    [InlineData("schokolade", "schokoladen")]
    [InlineData("pomme", "pommes")]
    public void Number_and_case_leave_one_stem(string one, string other) => Assert.Equal(Stems.Of(one), Stems.Of(other));

    [Theory]
    [InlineData("сырный", "syrnyy")]
    [InlineData("сырный", "sirniy")]
    [InlineData("чёрный", "chyornyy")]
    [InlineData("хлеб", "khleb")]
    [InlineData("хлеб", "hleb")]
    [InlineData("щука", "shchuka")]
    [InlineData("щука", "schuka")]
    [InlineData("цельнозерновой", "tselnozernovoy")]
    [InlineData("қымыз", "qymyz")]
    [InlineData("кўйлак", "koylak")]
    [InlineData("халат", "xalat")]
    [InlineData("нутелла", "nutella")]
    public void Two_alphabets_sound_alike(string cyrillic, string latin) =>
        Assert.NotEmpty(Transliteration.Skeletons(Folding.Fold(cyrillic)).Intersect(Transliteration.Skeletons(Folding.Fold(latin))));

    [Theory]
    [InlineData("ru", "shchuka", "щука")]
    [InlineData("ru", "yubka", "юбка")]
    [InlineData("uz", "o'zbek", "ўзбек")]
    [InlineData("uz", "shahar", "шаҳар")]
    [InlineData("kk", "qazaq", "қазақ")]
    public void Latin_is_written_back_in_the_letters_of_a_language(string language, string latin, string cyrillic) =>
        Assert.Equal(cyrillic, Transliteration.ToCyrillic(latin, language));

    [Theory]
    [InlineData("купить чёрный чай", "ru")]
    [InlineData("кўйлак аёллар учун", "uz")]
    [InlineData("ayollar uchun ko'ylak", "uz")]
    [InlineData("balalar үшін киім", "kk")]
    [InlineData("қызыл көйлек", "kk")]
    [InlineData("table for the kitchen", "en")]
    [InlineData("brot mit käse und weißwurst", "de")]
    [InlineData("سكر", "ar")]
    public void Languages_are_guessed_by_letters_and_small_words(string text, string language) => Assert.Equal(language, Languages.Of(text));

    [Fact]
    public void Neighbours_are_those_a_plain_count_of_edits_finds()
    {
        var words = new[] { "молоко", "молоток", "малако", "сок", "соки", "кос", "око", "молочко", "волоко", "олоко" };
        var lexicon = new Lexicon(words.Select(w => KeyValuePair.Create(w, 1)), 10);
        var letters = Gen.Elements("молок".ToCharArray());
        var typed = letters.ListOf().Where(l => l.Count is > 0 and < 9).Select(l => string.Concat(l));

        Prop.ForAll(typed.ToArbitrary(), t => lexicon.Near(t, 2, 100).Select(n => (n.Word, n.Distance)).ToHashSet()
            .SetEquals(words.Select(w => (w, Edits(t, w))).Where(w => w.Item2 <= 2))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Categories_are_meant_when_their_whole_name_is_in_the_text()
    {
        var (tea, cups) = (Guid.NewGuid(), Guid.NewGuid());
        var lexicon = new Lexicon(new Dictionary<string, int> { ["чай"] = 3, ["зеленый"] = 3 }, 9);
        var read = new QueryReader(lexicon, [], []).Read("зелёный чай ");

        Assert.Equal([tea], CategoryIntent.Of(read, [new(tea, "Чай"), new(cups, "Чашки для чая")]));
    }

    // Optimal string alignment, written the plain way.
    private static int Edits(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }
}
