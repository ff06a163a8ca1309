using Marketplace.Kernel;

namespace Marketplace.Ports.Identity.Messages;

/// <summary>An account exists.</summary>
[Message("user.registered")]
public sealed record UserRegistered(UserId User, string Locale, string Channel) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => User.Value;
}

/// <summary>An account's roles are now these.</summary>
[Message("user.role-changed"), ForOthers]
public sealed record UserRoleChanged(UserId User, IReadOnlyList<string> Roles) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => User.Value;
}

/// <summary>Errand: hand a letter to its channel.</summary>
[Message("letter.send")]
public sealed record SendLetter(LetterId Letter) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Letter.Value;
}

/// <summary>Somebody signed in; of interest to Identity itself, which looks whether the device is new.</summary>
[Message("user.signed-in")]
public sealed record UserSignedIn(UserId User, SessionId Session) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => User.Value;
}

/// <summary>An account was signed in to on a device it had not been used on before.</summary>
/// <param name="Device">What the device calls itself, shortened; no address.</param>
[Message("user.signed-in-new-device")]
public sealed record UserSignedInOnNewDevice(UserId User, SessionId Session, string Device) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => User.Value;
}

/// <summary>Errand: a second person agreed to what was proposed about roles.</summary>
/// <param name="Kind">Which request the payload is.</param>
[Message("identity.carry-out-approval")]
public sealed record CarryOutRoleApproval(ApprovalId Approval, string Kind, string Payload, UserId By) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Approval.Value;
}
