namespace Marketplace.Application.Identity;

/// <summary>The keys of access tokens on record, newest first.</summary>
public sealed record ListTokenKeys;

/// <summary>A key of access tokens; never its private half.</summary>
public sealed record TokenKeyView(
    Guid Id, string Kid, string State, DateTimeOffset MadeAt, DateTimeOffset? ActiveAt, DateTimeOffset? RetiredAt);
