namespace Marketplace.Domain.Payments;

/// <summary>Writes states the way histories and refusals show them: upper snake.</summary>
internal static class StatusText
{
    public static string Text<T>(this T status) where T : struct, Enum =>
        string.Concat(status.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? "_" + c : char.ToUpperInvariant(c).ToString()));
}
