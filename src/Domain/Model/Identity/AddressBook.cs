using Marketplace.Kernel;

namespace Marketplace.Domain.Identity;

/// <summary>The delivery addresses a person keeps; as long as there are any, exactly one is the default.</summary>
public sealed class AddressBook : Aggregate<UserId>
{
    /// <summary>More would be a directory, not an address book.</summary>
    public const int Most = 50;

    private AddressBook(UserId id) : base(id)
    {
    }

    [Personal]
    public IReadOnlyList<SavedAddress> Entries { get; private set; } = [];
    public uint Version { get; private set; }

    public static AddressBook Of(UserId owner) => new(owner);

    public Result<SavedAddress> Save(Guid id, string? label, Address address, bool preferred)
    {
        if (Entries.Count >= Most) return AddressBookErrors.Full;

        var saved = new SavedAddress(id, label, address, preferred || Entries.Count == 0);
        Entries = [.. saved.Preferred ? Entries.Select(e => e with { Preferred = false }) : Entries, saved];
        return saved;
    }

    public Result<SavedAddress> Change(Guid id, string? label, Address address, bool preferred)
    {
        if (Entries.FirstOrDefault(e => e.Id == id) is not { } before) return AddressBookErrors.NotFound;

        // The default is moved by choosing another one, never left empty.
        var after = new SavedAddress(id, label, address, preferred || before.Preferred);
        Entries = [.. Entries.Select(e => e.Id == id ? after : after.Preferred ? e with { Preferred = false } : e)];
        return after;
    }

    public Result Remove(Guid id)
    {
        if (Entries.FirstOrDefault(e => e.Id == id) is not { } gone) return AddressBookErrors.NotFound;

        var left = Entries.Where(e => e.Id != id).ToArray();
        if (gone.Preferred && left.Length > 0) left[^1] = left[^1] with { Preferred = true };
        Entries = left;
        return Result.Ok;
    }
}

/// <summary>One kept address.</summary>
/// <param name="Label">The owner's word for it, such as "home".</param>
/// <param name="Preferred">The default of the book.</param>
public sealed record SavedAddress(Guid Id, string? Label, Address Address, bool Preferred);
