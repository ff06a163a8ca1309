using Marketplace.Domain.Search;
using Marketplace.Kernel;

namespace Marketplace.Application.Search;

/// <summary>An administrator replaces the rules of search.</summary>
/// <param name="Version">The version that was read; null to replace whatever there is.</param>
public sealed record EditSearchSettings(SearchRules Rules, uint? Version);

/// <summary>Replaces the version the administrator saw.</summary>
public sealed class EditSearchSettingsHandler(ISearchSettings settings, TimeProvider clock) : IUseCase<EditSearchSettings, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(EditSearchSettings request, CancellationToken ct)
    {
        var kept = await settings.Find(ct);
        if (request.Version is { } seen && seen != (kept?.Version ?? 0)) return SearchSettingsErrors.Stale;
        if (kept is null)
        {
            kept = SearchSettings.Begin();
            settings.Add(kept);
        }

        return kept.Decide(request.Rules, clock.GetUtcNow()).Failed(out var refusal) ? refusal : Unit.Value;
    }
}
