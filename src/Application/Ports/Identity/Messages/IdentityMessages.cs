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
