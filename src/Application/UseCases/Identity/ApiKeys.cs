using FluentValidation;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>A seller makes a key for a program of the shop.</summary>
/// <param name="Days">Days until it expires; null for a key without end.</param>
public sealed record IssueApiKey(UserId Owner, ShopId? Shop, string Name, IReadOnlyList<string> Scopes, int? Days);

public sealed class IssueApiKeyValidator : AbstractValidator<IssueApiKey>
{
    public IssueApiKeyValidator()
    {
        RuleFor(r => r.Name).Line(1, 60);
        RuleFor(r => r.Scopes).NotEmpty().WithErrorCode("required").WithMessage("Name at least one scope.")
            .Must(s => s.Count == s.Distinct(StringComparer.Ordinal).Count()).WithErrorCode("twice").WithMessage("A scope is named twice.");
        RuleForEach(r => r.Scopes).Must(s => KeyScopes.All.Contains(s)).WithErrorCode("unknown-scope")
            .WithMessage("Choose from " + string.Join(", ", KeyScopes.All) + ".");
        RuleFor(r => r.Days).InclusiveBetween(1, 365).WithErrorCode("range").WithMessage("A key lives 1 to 365 days.");
    }
}

/// <summary>A key with its secret, which is shown this once.</summary>
public sealed record IssuedApiKey(ApiKeyId Id, string Secret, string Name, IReadOnlyList<string> Scopes, DateTimeOffset? ExpiresAt)
{
    public override string ToString() => $"IssuedApiKey {Id} ***";
}

public sealed class IssueApiKeyHandler(IApiKeys keys, ITokenIssuer tokens) : IUseCase<IssueApiKey, IssuedApiKey>
{
    public async Task<Result<IssuedApiKey>> Handle(IssueApiKey request, CancellationToken ct)
    {
        if (request.Shop is not { } shop) return ApiKeyErrors.NoShop;
        if (await keys.CountLiving(shop, tokens.Now, ct) >= ApiKey.MostPerShop) return ApiKeyErrors.TooMany;

        var secret = ApiSecret.Make(tokens);
        var ends = request.Days is { } days ? tokens.Now.AddDays(days) : (DateTimeOffset?)null;
        var key = ApiKey.Issue(
            ApiKeyId.New(tokens.Now), new(request.Owner, shop), secret.Kept, new(request.Name, request.Scopes, ends), tokens.Now);
        keys.Add(key);
        return secret.Of(key);
    }
}

/// <summary>A seller replaces a key; the old one works for another day.</summary>
public sealed record RotateApiKey(ApiKeyId Key, ShopId? Shop);

public sealed class RotateApiKeyHandler(IApiKeys keys, ITokenIssuer tokens) : IUseCase<RotateApiKey, IssuedApiKey>
{
    public async Task<Result<IssuedApiKey>> Handle(RotateApiKey request, CancellationToken ct)
    {
        if (await keys.Find(request.Key, ct) is not { } key || key.Shop != request.Shop) return ApiKeyErrors.NotFound;

        var secret = ApiSecret.Make(tokens);
        var rotated = key.Rotate(ApiKeyId.New(tokens.Now), secret.Kept, tokens.Now);
        if (!rotated.Succeeded(out var successor, out var refusal)) return refusal;

        keys.Add(successor);
        return secret.Of(successor);
    }
}

/// <summary>A seller ends a key at once.</summary>
public sealed record RevokeApiKey(ApiKeyId Key, ShopId? Shop);

public sealed class RevokeApiKeyHandler(IApiKeys keys, IAccessRevocation access, ITokenIssuer tokens) : IUseCase<RevokeApiKey, Unit>
{
    public async Task<Result<Unit>> Handle(RevokeApiKey request, CancellationToken ct)
    {
        if (await keys.Find(request.Key, ct) is not { } key || key.Shop != request.Shop) return ApiKeyErrors.NotFound;

        access.Distrust(key.Owner);
        return key.Revoke(tokens.Now).Failed(out var refusal) ? refusal : Unit.Value;
    }
}

/// <summary>The keys of a shop, newest first, without their secrets.</summary>
public sealed record ListApiKeys(ShopId? Shop);

/// <summary>A key as its shop sees it.</summary>
public sealed record ApiKeyView(
    Guid Id, string Name, string Hint, IReadOnlyList<string> Scopes, DateTimeOffset MadeAt, DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt, Guid? ReplacedBy);

/// <summary>The text of a key while it is being made.</summary>
internal sealed record ApiSecret(string Text, KeySecret Kept)
{
    private const string Prefix = "mk_";

    public static ApiSecret Make(ITokenIssuer tokens)
    {
        var text = Prefix + tokens.Refresh().Text;
        return new(text, new KeySecret(tokens.HashOf(text), text[^4..]));
    }

    public IssuedApiKey Of(ApiKey key) => new(key.Id, Text, key.Name, key.Scopes, key.ExpiresAt);

    public override string ToString() => "ApiSecret ***";
}
