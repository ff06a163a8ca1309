using System.Globalization;
using System.Net;
using System.Text;
using Marketplace.Kernel;

namespace Marketplace.Adapters.Payments.Sandbox.Simulator;

/// <summary>The hosted page on which a buyer confirms or refuses a charge; plain HTML without scripts.</summary>
internal static class ConfirmationPage
{
    public static string Unknown { get; } = Page("No such payment", "<p>This payment is unknown.</p>");

    public static string Of(Charge charge) => charge.Status == ChargeStatus.RequiresAction
        ? Page("Confirm the payment", $"""
            <p>{Text(charge.Description)}</p>
            <p class="sum">{Text(Sum(charge))}</p>
            <form method="post"><button name="decision" value="pay">Pay</button>
            <button name="decision" value="refuse">Refuse</button></form>
            """)
        : Page("Payment " + charge.Status, $"<p>{Text(charge.Description)}</p><p class=\"sum\">{Text(Sum(charge))}</p>");

    /// <summary>True for pay, false for refuse, null for anything else.</summary>
    public static bool? Decision(ReadOnlySpan<byte> form) => Encoding.ASCII.GetString(form).Trim() switch
    {
        "decision=pay" => true,
        "decision=refuse" => false,
        _ => null,
    };

    /// <summary>The way back to the shop; it tells which payment, never how it went: that is for the webhook to say.</summary>
    public static string Back(Uri returnUrl, Guid payment) =>
        returnUrl.AbsoluteUri + (returnUrl.Query.Length > 0 ? "&" : "?") + $"payment={payment}";

    private static string Sum(Charge charge)
    {
        var decimals = Currency.TryParse(charge.Currency, out var currency) ? currency.Decimals : 2;
        var whole = charge.Amount.ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        return (decimals == 0 ? whole : $"{whole[..^decimals]}.{whole[^decimals..]}") + " " + charge.Currency;
    }

    private static string Page(string title, string body) => $$"""
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{title}}</title>
        <meta name="viewport" content="width=device-width">
        <style>body{font:1.1rem sans-serif;max-width:28rem;margin:4rem auto;padding:0 1rem}.sum{font-size:2rem}
        button{font-size:1.1rem;padding:.6rem 1.4rem;margin-right:1rem}</style></head>
        <body><main><h1>{{title}}</h1>{{body}}<p><small>Sandbox provider: no real money moves.</small></p></main></body></html>
        """;

    private static string Text(string value) => WebUtility.HtmlEncode(value);
}
