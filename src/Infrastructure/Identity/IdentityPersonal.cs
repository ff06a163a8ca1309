using Marketplace.Domain.Identity;
using Marketplace.Infrastructure.Persistence;

namespace Marketplace.Infrastructure.Identity;

/// <summary>Of an account only its id is left, so that what others keep about it still fits together.</summary>
internal sealed class IdentityPersonal : IPersonalTables
{
    private static readonly PersonalTable Sessions = PersonalTable.Of<Session>(nameof(Session.User)).Hiding(nameof(Session.Binding))
        .Replacing(nameof(Session.Device), "''").Replacing(nameof(Session.Network), "NULL").Replacing(nameof(Session.Binding), "NULL");

    public string Context => "identity";

    public IReadOnlyList<PersonalTable> Tables { get; } =
    [
        PersonalTable.Of<User>(nameof(User.Id)).Hiding(nameof(User.PasswordHash)).Replacing(nameof(User.Email), "NULL")
            .Replacing(nameof(User.Phone), "NULL").Replacing(nameof(User.Name), "''"),
        PersonalTable.Of<AddressBook>(nameof(AddressBook.Id)).Removed(),
        PersonalTable.Of<LinkedIdentity>(nameof(LinkedIdentity.User)).Removed(),
        PersonalTable.Of<ShopPost>(nameof(ShopPost.User)).Removed(),
        PersonalTable.Below<RefreshToken>(Sessions, nameof(RefreshToken.Session)).Unshown().Removed(),
        Sessions,
        PersonalTable.Of<Letter>(nameof(Letter.User)).Removed(),
        PersonalTable.Of<SecondFactor>(nameof(SecondFactor.Id)).Showing(nameof(SecondFactor.ConfirmedAt)).Removed(),
        PersonalTable.Of<ApiKey>(nameof(ApiKey.Owner)).Hiding(nameof(ApiKey.Hash)).Replacing(nameof(ApiKey.Name), "''")
            .Replacing(nameof(ApiKey.RevokedAt), "coalesce({0}, now())"),
        PersonalTable.Of<Favourites>(nameof(Favourites.Id)).Removed(),
        PersonalTable.Of<Consent>(nameof(Consent.User)).Replacing(nameof(Consent.Address), "NULL").Replacing(nameof(Consent.Client), "NULL"),
        PersonalTable.Of<Archive>(nameof(Archive.User)).Removed(),
        PersonalTable.Of<Erasure>(nameof(Erasure.Id)).Kept("proves that it was asked for and done"),
        new PersonalTable(typeof(SignInFailureRow), FoundBy.Nobody, nameof(SignInFailureRow.Key))
            .Kept("hashes without an owner; forgotten after two days"),
    ];
}
