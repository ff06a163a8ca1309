namespace Marketplace.Domain.Helpers;

public sealed class UnknownContext;
