using System.Text;
using Marketplace.Application.Identity;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Marketplace.Ports.Sellers;

namespace Marketplace.Tests.Unit.Fakes;

/// <summary>
/// Accounts, sessions and tokens in memory; passwords are stored as <c>plain:</c> or, outdated, <c>old:</c>.
/// </summary>
public sealed class FakeIdentity :
    IUsers, ISessions, IRefreshTokens, IPasswordHasher, ITokenIssuer, IAccessRevocation, ISellerStanding
{
    private readonly Dictionary<UserId, User> _users = [];
    private readonly Dictionary<SessionId, Session> _sessions = [];
    private readonly List<RefreshToken> _tokens = [];
    private readonly HashSet<RefreshTokenId> _used = [];
    private int _made;

    public DateTimeOffset Now { get; set; } = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    public List<UserId> Distrusted { get; } = [];
    public List<string> RevokedTokens { get; } = [];
    public SessionClient Client { get; set; } = SessionClient.Unknown;
    public List<string?> Checked { get; } = [];
    public IEnumerable<Session> AllSessions => _sessions.Values;
    public ShopId? Shop { get; set; }
    public bool StaffNeedsSecondFactor { get; set; }

    /// <summary>What sessions are made of here.</summary>
    public SessionParts Parts => new(this, this, this, this, this);

    public Task<User?> Find(UserId id, CancellationToken ct) => Task.FromResult(_users.GetValueOrDefault(id));

    public Task<User?> FindBySignInName(string? email, string? phone, CancellationToken ct) => Task.FromResult(_users.Values
        .FirstOrDefault(u => (email is not null && u.Email == email) || (phone is not null && u.Phone == phone)));

    public Task<bool> AnyWith(Role role, CancellationToken ct) =>
        Task.FromResult(_users.Values.Any(u => u.Roles.Contains(role)));

    public void Add(User user) => _users.Add(user.Id, user);

    public Task<Session?> Find(SessionId id, CancellationToken ct) => Task.FromResult(_sessions.GetValueOrDefault(id));

    public Task<IReadOnlyList<Session>> Beyond(UserId user, int newest, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Session>>(
        [.. _sessions.Values.Where(s => s.User == user && s.EndedAt is null).OrderByDescending(s => s.StartedAt).Skip(
            newest)]);

    public Task Forget(DateTimeOffset overBefore, CancellationToken ct)
    {
        foreach (var over in _sessions.Values.Where(
            s => s.EndedAt < overBefore || s.SeenAt + Session.LongestIdle < overBefore).ToList())
            _sessions.Remove(over.Id);
        return Task.CompletedTask;
    }

    public void Add(Session session) => _sessions.Add(session.Id, session);

    public Task<Redeemed?> Redeem(byte[] hash, RefreshTokenId successor, DateTimeOffset at, CancellationToken ct)
    {
        var token = _tokens.FirstOrDefault(t => t.Hash.SequenceEqual(hash));
        if (token is null || at >= token.ExpiresAt) return Task.FromResult<Redeemed?>(null);
        return Task.FromResult<Redeemed?>(new Redeemed(token.Id, token.Session, Reused: !_used.Add(token.Id)));
    }

    public Task<SessionId?> SessionOf(byte[] hash, CancellationToken ct) =>
        Task.FromResult(_tokens.FirstOrDefault(t => t.Hash.SequenceEqual(hash))?.Session);

    public Task RevokeToken(SessionId session, string tokenId, DateTimeOffset expiresAt, CancellationToken ct)
    {
        RevokedTokens.Add(tokenId);
        return Task.CompletedTask;
    }

    public Task<bool> IsFamiliar(Session session, CancellationToken ct)
    {
        var others = _sessions.Values.Where(s => s.User == session.User && s.Id != session.Id).ToList();
        return Task.FromResult(others.Count == 0 || others.Exists(s => s.Device == session.Device));
    }

    public void Add(RefreshToken token) => _tokens.Add(token);

    public Task<Result<string>> Hash(string password, CancellationToken ct) => Task.FromResult<Result<string>>("plain:" + password);

    public Task<Result<PasswordMatch>> Check(string password, string? stored, CancellationToken ct)
    {
        Checked.Add(stored);
        return Task.FromResult<Result<PasswordMatch>>(
            stored == "plain:" + password ? PasswordMatch.Right
            : stored == "old:" + password ? PasswordMatch.RightButOutdated
            : PasswordMatch.Wrong);
    }

    public AccessToken Access(UserId user, SessionId session, IReadOnlyList<string> roles, ShopId? shop) =>
        new($"{user}/{session}/{string.Join('+', roles)}/{shop}", TimeSpan.FromMinutes(10));

    public RefreshSecret Refresh() => new($"secret-{++_made}", HashOf($"secret-{_made}"));

    public byte[] HashOf(string refreshToken) => Encoding.UTF8.GetBytes("hash of " + refreshToken);

    public void Distrust(UserId user) => Distrusted.Add(user);

    public Task<IReadOnlyList<ShopStanding>> For(IReadOnlyCollection<ShopId> shops, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<ShopStanding>>([]);

    public Task<ShopId?> ShopOf(UserId user, CancellationToken ct) => Task.FromResult(Shop);
}
