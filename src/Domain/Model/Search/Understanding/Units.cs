using System.Collections.Frozen;
using System.Globalization;

namespace Marketplace.Domain.Search;

/// <summary>Amounts with a unit, so that <c>0,5 л</c>, <c>500мл</c> and <c>500 ml</c> find each other.</summary>
public static class Units
{
    private static readonly FrozenDictionary<string, (string Unit, decimal Factor)> Known = Table().ToFrozenDictionary();

    /// <summary>One spelling for an amount, in the smallest unit of its kind (<c>=500ml</c>); null when the second word is no unit.</summary>
    public static string? Amount(string number, string unit)
    {
        if (!Known.TryGetValue(unit, out var known) || number.Length > 8) return null;
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)) return null;
        return "=" + (amount * known.Factor).ToString("0.###", CultureInfo.InvariantCulture) + known.Unit;
    }

    private static Dictionary<string, (string Unit, decimal Factor)> Table()
    {
        var table = new Dictionary<string, (string, decimal)>(StringComparer.Ordinal);
        Add("ml", 1, "ml мл миллилитр миллилитров millilitre milliliter");
        Add("ml", 10, "cl сл");
        Add("ml", 100, "dl");
        Add("ml", 1000, "l л лтр ltr lt litr литр литра литров liter litre liters litres");
        Add("mg", 1, "mg мг");
        Add("mg", 1000, "g г гр gr грамм грамма граммов gram grams gramm");
        Add("mg", 1_000_000, "kg кг килограмм килограмма kilo кило kilogramm kilogram");
        Add("mg", 28_350, "oz унция");
        Add("mg", 453_592, "lb lbs фунт");
        Add("mm", 1, "mm мм");
        Add("mm", 10, "cm см sm");
        Add("mm", 1000, "m м метр метра метров metr meter");
        Add("mm", 25.4m, "inch in дюйм дюйма дюймов dyuym");
        Add("mm", 304.8m, "ft feet foot фут фута футов");
        Add("w", 1, "w вт ватт watt vatt");
        Add("w", 1000, "kw квт");
        Add("mah", 1, "mah мач");
        Add("gb", 1, "gb гб gib");
        Add("gb", 1024, "tb тб");
        Add("pcs", 1, "pcs шт штук штука штуки dona дона pc stk pieces");
        return table;

        void Add(string unit, decimal factor, string spellings)
        {
            foreach (var spelling in spellings.Split(' ')) table[spelling] = (unit, factor);
        }
    }
}
