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

/// <summary>Somebody agreed to a text, or took it back.</summary>
/// <param name="Number">The version of the text.</param>
[Message("consent.changed"), ForOthers]
public sealed record ConsentGivenOrWithdrawn(UserId User, string Purpose, int Number, bool Given) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => User.Value;
}

/// <summary>A text people consent to has a new version: who agreed to an earlier one has to be asked again.</summary>
[Message("consent.text-published"), ForOthers]
public sealed record ConsentTextRenewed(ConsentTextId Text, string Purpose, int Number) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Text.Value;
}
