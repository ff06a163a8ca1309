using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Marketplace.Kernel;
using Marketplace.Ports.Notifications;

namespace Marketplace.Infrastructure.Notifications;

/// <summary>The texts in <c>Texts/{language}.json</c>; values stand in braces, amounts are formatted for the language.</summary>
internal sealed partial class EmbeddedTexts : ITexts
{
    private static readonly Dictionary<string, Dictionary<string, NotificationText>> ByLanguage =
        new[] { "ru", "uz", "en" }.ToDictionary(language => language, Load);

    public NotificationText Render(string topic, string locale, IReadOnlyDictionary<string, string> values)
    {
        var language = ByLanguage.ContainsKey(locale.Split('-')[0]) ? locale.Split('-')[0] : "en";
        var text = ByLanguage[language].GetValueOrDefault(topic) ?? ByLanguage[language]["unknown"];
        return new NotificationText(Fill(text.Title, language, values), Fill(text.Body, language, values));
    }

    /// <summary>The topics of a language, for the test that compares languages.</summary>
    internal static IReadOnlyCollection<string> Topics(string language) => ByLanguage[language].Keys;

    private static string Fill(string text, string language, IReadOnlyDictionary<string, string> values) => Slots().Replace(text, slot =>
    {
        var name = slot.Groups[1].Value;
        if (!values.TryGetValue(name, out var value)) return "–";
        return name == "amount" ? Amount(value, language) : value;
    });

    private static string Amount(string value, string language)
    {
        var parts = value.Split(' ');
        if (parts.Length != 2 || !long.TryParse(parts[0], out var minor) || !Currency.TryParse(parts[1], out var currency)) return value;
        var whole = (decimal)minor / (decimal)Math.Pow(10, currency.Decimals);
        return whole.ToString("N" + currency.Decimals, CultureInfo.GetCultureInfo(language)) + " " + currency.Code;
    }

    private static Dictionary<string, NotificationText> Load(string language)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Marketplace.Infrastructure.Notifications.Texts.{language}.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, NotificationText>>(stream, JsonSerializerOptions.Web)!;
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Slots();
}
