using System.Text.RegularExpressions;

namespace Marketplace.Tests.Architecture.Reading;

/// <summary>Names taken apart.</summary>
internal static partial class Names
{
    /// <summary>The words of a name: <c>OrderPaymentSaga</c> is Order, Payment, Saga.</summary>
    public static string[] Words(string name) => Humps().Split(name.Split('`')[0].Trim('_'));

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_|(?=[<>])")]
    private static partial Regex Humps();
}
