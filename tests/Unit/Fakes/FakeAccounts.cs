using Marketplace.Application.Identity;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Tests.Unit.Fakes;

/// <summary>Letters, counted failures, second factors and seals in memory; a seal is the text with its purpose in front.</summary>
public sealed class FakeAccounts : ILetters, ISignInFailures, ISecondFactors, ISecretBox, IOneTimeSecrets, IAccountTerms
{
    private readonly Dictionary<string, SignInFailures> _failures = [];
    private readonly Dictionary<UserId, SecondFactor> _factors = [];
    private byte _random;

    public List<Letter> AllLetters { get; } = [];
    public AttemptCounting Attempts => new(this, this);
    public SecondFactorCheck Check => new(this, this);

    public AccountTerms Current { get; set; } = new(
        false, false, false, TimeSpan.FromMinutes(5), new Uri("https://market.test"), false,
        new SignInLimits(3, 10, 100, 500, TimeSpan.FromMinutes(15), true));

    public Task<Letter?> Find(LetterId id, CancellationToken ct) => Task.FromResult(AllLetters.Find(l => l.Id == id));

    public Task<Letter?> Newest(UserId user, LetterPurpose purpose, string kind, CancellationToken ct) =>
        Task.FromResult(AllLetters.FindLast(l => l.User == user && l.Purpose == purpose && l.Kind == kind));

    public Task<Letter?> Newest(ContactAddress to, LetterPurpose purpose, CancellationToken ct) =>
        Task.FromResult(AllLetters.FindLast(l => l.Address == to.Text && l.Kind == to.Kind && l.Purpose == purpose));

    public Task<int> Count(ContactAddress to, LetterPurpose purpose, DateTimeOffset since, CancellationToken ct) =>
        Task.FromResult(AllLetters.Count(l => l.Address == to.Text && l.Purpose == purpose && l.WrittenAt >= since));

    public Task Forget(DateTimeOffset writtenBefore, CancellationToken ct)
    {
        AllLetters.RemoveAll(l => l.WrittenAt < writtenBefore);
        return Task.CompletedTask;
    }

    public void Add(Letter letter) => AllLetters.Add(letter);

    public void Remove(Letter letter) => AllLetters.Remove(letter);

    public Task<IReadOnlyList<SignInFailures>> Of(IReadOnlyList<string> keys, DateTimeOffset at, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<SignInFailures>>([.. keys.Select(k => _failures.GetValueOrDefault(k, SignInFailures.None))]);

    public Task<SignInFailures> Count(string key, LockRule rule, DateTimeOffset at, CancellationToken ct)
    {
        var before = _failures.GetValueOrDefault(key, SignInFailures.None);
        if (before.IsLocked(at)) return Task.FromResult(before);

        _failures[key] = before.Failures + 1 >= rule.Failures
            ? new SignInFailures(0, before.Locks + 1, at + rule.LockFor)
            : before with { Failures = before.Failures + 1 };
        return Task.FromResult(_failures[key] with { LockedNow = _failures[key].IsLocked(at) });
    }

    public Task Forget(string key, CancellationToken ct)
    {
        _failures.Remove(key);
        return Task.CompletedTask;
    }

    public Task ForgetAll(DateTimeOffset lastBefore, CancellationToken ct) => Task.CompletedTask;

    Task<SecondFactor?> ISecondFactors.Find(UserId user, CancellationToken ct) => Task.FromResult(_factors.GetValueOrDefault(user));

    public void Add(SecondFactor factor) => _factors.Add(factor.Id, factor);

    public void Remove(SecondFactor factor) => _factors.Remove(factor.Id);

    public byte[] Seal(ReadOnlySpan<byte> secret, string purpose) => [(byte)purpose.Length, .. secret];

    public byte[]? Open(ReadOnlySpan<byte> box, string purpose) => box[0] == purpose.Length ? box[1..].ToArray() : null;

    public byte[] Random(int length) => [.. Enumerable.Range(0, length).Select(_ => unchecked(_random += 37))];

    public string Link(LetterId letter) => $"link-{letter}";

    public string Code(LetterId letter) => "123456";

    public LetterId? LetterOf(string link) =>
        link.StartsWith("link-", StringComparison.Ordinal) ? new LetterId(Guid.Parse(link[5..])) : null;

    public bool IsCode(LetterId letter, string code) => code == "123456";
}
