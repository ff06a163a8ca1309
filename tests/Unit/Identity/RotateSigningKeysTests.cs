using Marketplace.Application.Identity;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Marketplace.Tests.Unit.Fakes;
using Xunit;

namespace Marketplace.Tests.Unit.Identity;

public sealed class RotateSigningKeysTests
{
    private readonly FakeIdentity _identity = new();
    private readonly Keys _keys = new();

    [Fact]
    public async Task The_first_run_only_publishes_a_key_that_waits()
    {
        await Rotate(new RotateSigningKeys());

        Assert.Equal([TokenKeyState.Next], _keys.States);
    }

    [Fact]
    public async Task A_key_is_public_for_a_while_before_it_signs()
    {
        await Rotate(new RotateSigningKeys());

        Assert.Equal("signing-key-too-young", await Refused(new RotateSigningKeys()));
        _identity.Now += TokenKey.PublishedBefore;
        await Rotate(new RotateSigningKeys());

        Assert.Equal([TokenKeyState.Active, TokenKeyState.Retired, TokenKeyState.Next], _keys.States);
        Assert.Equal("settings", _keys.All[1].Kid);
    }

    [Fact]
    public async Task A_compromised_key_is_revoked_without_waiting()
    {
        await Rotate(new RotateSigningKeys());

        await Rotate(new RotateSigningKeys(Compromised: true));

        Assert.Equal([TokenKeyState.Active, TokenKeyState.Revoked, TokenKeyState.Next], _keys.States);
    }

    [Fact]
    public async Task The_schedule_turns_old_keys_and_leaves_young_ones()
    {
        await Rotate(new RotateSigningKeys());
        _identity.Now += TimeSpan.FromDays(29);
        await Rotate(new RotateSigningKeys(OnlyIfOlderThan: TimeSpan.FromDays(30)));
        Assert.Equal([TokenKeyState.Next], _keys.States);

        _identity.Now += TimeSpan.FromDays(1);
        await Rotate(new RotateSigningKeys(OnlyIfOlderThan: TimeSpan.FromDays(30)));
        await Rotate(new RotateSigningKeys(OnlyIfOlderThan: TimeSpan.FromDays(30)));

        Assert.Equal([TokenKeyState.Active, TokenKeyState.Retired, TokenKeyState.Next], _keys.States);
    }

    [Fact]
    public void A_retired_key_never_signs_again()
    {
        var key = TokenKey.Publish(TokenKeyId.New(_identity.Now), "k", [1], [2], _identity.Now);
        Assert.True(key.Retire(false, _identity.Now).IsOk);

        Assert.True(key.Activate(_identity.Now).Failed(out var refusal));
        Assert.Equal("invalid-transition", refusal.Code);
        Assert.False(key.Retire(true, _identity.Now).IsOk);
    }

    private async Task Rotate(RotateSigningKeys request) => Assert.Null(await Refused(request));

    private async Task<string?> Refused(RotateSigningKeys request)
    {
        var result = await new RotateSigningKeysHandler(_keys, _keys, _identity).Handle(request, CancellationToken.None);
        return result.Failed(out var refusal) ? refusal.Code : null;
    }

    private sealed class Keys : ITokenKeys, IKeyForge
    {
        public List<TokenKey> All { get; } = [];
        public IEnumerable<TokenKeyState> States => All.Select(k => k.State);
        public ForgedKey Configured { get; } = new("settings", [0], []);

        public ForgedKey Make() => new($"made-{All.Count}", [1], [2]);

        public Task<IReadOnlyList<TokenKey>> Living(CancellationToken ct) => Task.FromResult<IReadOnlyList<TokenKey>>(
            [.. All.Where(k => k.State is TokenKeyState.Active or TokenKeyState.Next)]);

        public void Add(TokenKey key) => All.Add(key);
    }
}
