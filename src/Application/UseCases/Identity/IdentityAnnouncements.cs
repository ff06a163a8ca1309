using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Identity.Messages;

namespace Marketplace.Application.Identity;

/// <summary>What Identity tells others.</summary>
public sealed class IdentityAnnouncements : IAnnouncements
{
    /// <inheritdoc/>
    public IEnumerable<IMessage> Of(IDomainEvent happened) => happened switch
    {
        UserJoined e => [new UserRegistered(e.User, e.Locale, e.Channel)],
        SessionStarted e => [new UserSignedIn(e.User, e.Session)],
        UserRolesSet e => [new UserRoleChanged(e.User, RoleNames.Of(e.Roles))],
        LetterWritten e => [new SendLetter(e.Letter)],
        ArchiveAsked e => [new PackArchive(e.Archive, e.User)],
        ArchiveExpired e => [new RemoveArchive(e.Archive)],
        ErasureBegun e => [new AccountErased(e.User, e.Shops)],
        ConsentChanged e => [new ConsentGivenOrWithdrawn(e.User, e.Purpose, e.Number, e.Given)],
        ConsentTextPublished e => [new ConsentTextRenewed(e.Text, e.Purpose, e.Number)],
        _ => [],
    };
}
