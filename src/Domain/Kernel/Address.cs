namespace Marketplace.Kernel;

/// <summary>Where goods go and who takes them; personal data.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="PostalCode">Empty where the country has none.</param>
/// <param name="Phone">E.164.</param>
public sealed record Address(
    string Country, string Region, string City, string Street, string PostalCode, string RecipientName, string Phone, string? Note = null);
