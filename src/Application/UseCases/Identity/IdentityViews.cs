using Marketplace.Kernel;

namespace Marketplace.Application.Identity;

/// <summary>The accounts at providers that sign in to a person's account, oldest first.</summary>
public sealed record ListIdentities(UserId User);

/// <summary>One of them.</summary>
/// <param name="Provider">The provider's code.</param>
public sealed record IdentityView(Guid Id, string Provider, DateTimeOffset LinkedAt, DateTimeOffset LastUsedAt);
