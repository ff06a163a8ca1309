using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>A person agrees to the newest text of a purpose.</summary>
public sealed record GiveConsent(UserId User, string Purpose, int Version, string? Language);

/// <summary>A consent given along with a registration.</summary>
public sealed record GivenConsent(string Purpose, int Version);

/// <summary>What consents are written with.</summary>
public sealed record ConsentParts(
    IConsentTexts Texts, IConsentLog Log, IAccountTerms Terms, TimeProvider Clock, Invocation Invocation)
{
    /// <summary>Writes down a consent to the newest text, as far as it is one.</summary>
    internal Result Give(UserId user, ConsentText newest, int version, string? language, string place)
    {
        if (version != newest.Number) return ConsentErrors.Old;
        if (newest.Wordings.FirstOrDefault(w => w.Language == language) is not { } read) return ConsentErrors.NoSuchLanguage;

        var at = Clock.GetUtcNow();
        Log.Add(Consent.Give(ConsentId.New(at), user, newest, read, Proof(place), at));
        return Result.Ok;
    }

    /// <summary>Writes down what was agreed to along with a registration; refuses while something needed is missing.</summary>
    internal async Task<Result> GiveAll(UserId user, IReadOnlyList<GivenConsent>? given, string locale, CancellationToken ct)
    {
        var required = Terms.Current.Privacy.Required;
        var asked = required.Concat(given?.Select(g => g.Purpose) ?? []).Distinct().ToList();
        if (asked.Count == 0) return Result.Ok;

        foreach (var text in await Texts.Newest(asked, ct))
        {
            var agreed = given?.FirstOrDefault(g => g.Purpose == text.Purpose);
            if (agreed?.Version != text.Number)
            {
                if (required.Contains(text.Purpose)) return ConsentErrors.Missing(text.Purpose, text.Number);
                continue;
            }

            var language = text.Wordings.FirstOrDefault(w => w.Language == locale) ?? text.Wordings[0];
            if (Give(user, text, text.Number, language.Language, "registration").Failed(out var refusal)) return refusal;
        }

        return Result.Ok;
    }

    /// <summary>From where the running request came.</summary>
    internal ConsentProof Proof(string place)
    {
        var (address, agent) = (Invocation.Client.Address, Invocation.Client.Agent);
        return new ConsentProof(place, address is "" ? null : address, agent.Length switch { 0 => null, > 200 => agent[..200], _ => agent });
    }
}

public sealed class GiveConsentHandler(ConsentParts parts) : IUseCase<GiveConsent, Unit>
{
    public async Task<Result<Unit>> Handle(GiveConsent request, CancellationToken ct)
    {
        if (await parts.Texts.Newest(request.Purpose, ct) is not { } newest) return ConsentErrors.NotFound;
        if (await parts.Log.Last(request.User, request.Purpose, ct) is { Given: true } last && last.Number == newest.Number
            && request.Version == newest.Number) return Unit.Value;

        var given = parts.Give(request.User, newest, request.Version, request.Language, "account");
        return given.Failed(out var refusal) ? refusal : Unit.Value;
    }
}
