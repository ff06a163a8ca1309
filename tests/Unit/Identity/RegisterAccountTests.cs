using Marketplace.Application.Identity;
using Marketplace.Domain.Identity;
using Marketplace.Tests.Unit.Fakes;
using Xunit;

namespace Marketplace.Tests.Unit.Identity;

public sealed class RegisterAccountTests
{
    private static readonly RegisterAccount Ann = new("ann@example.com", null, "correct horse", "Ann", "ru", null);

    private readonly FakeIdentity _identity = new();
    private readonly FakeAccounts _accounts = new();

    [Fact]
    public async Task A_known_address_however_it_is_spelled_gets_the_same_answer_and_its_reader_a_letter()
    {
        var first = await Register(Ann);

        var second = await Register(Ann with { Email = "ANN@Example.com" });

        Assert.NotEqual(first.User, second.User);
        Assert.Equal(first.Roles, second.Roles);
        Assert.Equal("ann@example.com", Assert.Single(_accounts.AllLetters).Address);
        Assert.Equal(first.User, (await _identity.FindBySignInName("ann@example.com", null, CancellationToken.None))!.Id);
    }

    [Fact]
    public async Task Where_addresses_have_to_be_proved_known_and_unknown_ones_lead_to_the_same_work()
    {
        _accounts.Current = _accounts.Current with { ConfirmationRequired = true };

        await Register(Ann);
        await Register(Ann);

        Assert.Equal(2, _accounts.AllLetters.Count);
        Assert.All(_accounts.AllLetters, l => Assert.Equal(LetterPurpose.Confirm, l.Purpose));
        Assert.Null(await _identity.FindBySignInName("ann@example.com", null, CancellationToken.None));
    }

    [Fact]
    public async Task The_first_administrator_is_made_once()
    {
        var ensure = new EnsureFirstAdminHandler(_identity, _identity, TimeProvider.System);

        await ensure.Handle(new EnsureFirstAdmin("root@example.com", "first password"), CancellationToken.None);
        await ensure.Handle(new EnsureFirstAdmin("second@example.com", "first password"), CancellationToken.None);

        var admin = await _identity.FindBySignInName("root@example.com", null, CancellationToken.None);
        Assert.Equal([Role.Buyer, Role.Admin], admin!.Roles);
        Assert.Null(await _identity.FindBySignInName("second@example.com", null, CancellationToken.None));
    }

    [Fact]
    public async Task A_first_administrator_with_a_short_password_is_refused()
    {
        var ensure = new EnsureFirstAdminHandler(_identity, _identity, TimeProvider.System);

        var result = await ensure.Handle(new EnsureFirstAdmin("root@example.com", "short"), CancellationToken.None);

        Assert.True(result.Failed(out var refusal));
        Assert.Equal("first-admin-settings", refusal.Code);
    }

    public static TheoryData<RegisterAccount, string> Unacceptable => new()
    {
        { Ann with { Email = null }, "Email" },
        { Ann with { Email = "ann" }, "Email" },
        { Ann with { Email = null, Phone = "12345" }, "Phone" },
        { Ann with { Password = "seven77" }, "Password" },
        { Ann with { Password = new string('x', 257) }, "Password" },
        { Ann with { Password = "P@ssw0rd2024!" }, "Password" },
        { Ann with { Email = "zebedee.fox@example.com", Password = "zebedee.fox1" }, "Password" },
        { Ann with { Name = "  " }, "Name" },
        { Ann with { Name = "A\nB" }, "Name" },
        { Ann with { Locale = "xx" }, "Locale" },
    };

    [Theory, MemberData(nameof(Unacceptable), DisableDiscoveryEnumeration = true)]
    public void Unacceptable_input_names_its_field(RegisterAccount request, string field)
    {
        var result = new RegisterAccountValidator().Validate(request);

        Assert.Equal([field], result.Errors.Select(e => e.PropertyName).Distinct());
    }

    [Theory]
    [InlineData("18 tiny owls")]
    [InlineData("пароль из букв и пробелов 🔋")]
    public void Any_characters_make_a_password(string password) =>
        Assert.True(new RegisterAccountValidator().Validate(Ann with { Password = password }).IsValid);

    private async Task<SignedIn> Register(RegisterAccount request)
    {
        var handler = new RegisterAccountHandler(
            _identity, _accounts, _identity, new FakeConsents().With(_accounts), _identity.Parts);
        return (await handler.Handle(request, CancellationToken.None)).Succeeded(out var signedIn, out var refusal)
            ? signedIn
            : throw new InvalidOperationException(refusal.Code);
    }
}
