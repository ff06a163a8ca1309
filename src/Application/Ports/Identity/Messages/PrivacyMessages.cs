using Marketplace.Kernel;

namespace Marketplace.Ports.Identity.Messages;

/// <summary>Errand: pack a person's archive and store it.</summary>
[Message("archive.pack")]
public sealed record PackArchive(ArchiveId Archive, UserId User) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Archive.Value;
}

/// <summary>Errand: remove the file of an archive whose time is over.</summary>
[Message("archive.remove")]
public sealed record RemoveArchive(ArchiveId Archive) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Archive.Value;
}

/// <summary>Carries out an erasure that is due, or says why not.</summary>
[Message("account.carry-out-erasure")]
public sealed record CarryOutErasure(UserId User) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => User.Value;
}

/// <summary>A person wants to be forgotten and nothing stands against it: every context lets go of what it keeps.</summary>
/// <param name="Shops">The closed shops the person owned.</param>
[Message("account.erased")]
public sealed record AccountErased(UserId User, IReadOnlyList<ShopId> Shops) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => User.Value;
}

/// <summary>A context has let go of a person.</summary>
/// <param name="Context">Lower-case name of the context.</param>
[Message("account.note-erased-part")]
public sealed record NoteErasedPart(UserId User, string Context) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => User.Value;
}
