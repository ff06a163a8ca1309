using Marketplace.Kernel;

namespace Marketplace.Domain.Identity;

/// <summary>Why an address book refuses.</summary>
public static class AddressBookErrors
{
    /// <summary>No such address in this book.</summary>
    public static readonly Error NotFound = Error.NotFound("address-not-found", "There is no such address.");

    /// <summary>The book is full.</summary>
    public static readonly Error Full = Error.Conflict(
        "address-book-full", $"An address book holds at most {AddressBook.Most} addresses.");

    /// <summary>Somebody changed the book since it was read.</summary>
    public static readonly Error Stale = new(
        ErrorKind.Stale, "version-moved", "The addresses changed since they were read; read them again.");
}
