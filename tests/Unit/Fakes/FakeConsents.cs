using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Tests.Unit.Fakes;

/// <summary>Published texts and consents, in memory.</summary>
public sealed class FakeConsents : IConsentTexts, IConsentLog
{
    public List<ConsentText> Texts { get; } = [];
    public List<Consent> Log { get; } = [];

    public ConsentParts With(IAccountTerms terms) => new(this, this, terms, TimeProvider.System, new Invocation());

    public void Publish(string purpose)
    {
        var number = Texts.Count(t => t.Purpose == purpose) + 1;
        Texts.Add(ConsentText.Publish(
            ConsentTextId.New(DateTimeOffset.UtcNow), purpose, number, [("ru", "Title", "Body " + number)], DateTimeOffset.UtcNow));
    }

    public Task<ConsentText?> Newest(string purpose, CancellationToken ct) =>
        Task.FromResult(Texts.Where(t => t.Purpose == purpose).MaxBy(t => t.Number));

    public Task<IReadOnlyList<ConsentText>> Newest(IReadOnlyCollection<string> purposes, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<ConsentText>>(
            [.. Texts.Where(t => purposes.Contains(t.Purpose)).GroupBy(t => t.Purpose).Select(g => g.MaxBy(t => t.Number)!)]);

    public Task<Consent?> Last(UserId user, string purpose, CancellationToken ct) =>
        Task.FromResult(Log.LastOrDefault(c => c.User == user && c.Purpose == purpose));

    public void Add(ConsentText text) => Texts.Add(text);

    public void Add(Consent consent) => Log.Add(consent);
}
