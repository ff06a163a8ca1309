namespace Marketplace.Domain.Payments;

public sealed class StrayNamespace;
