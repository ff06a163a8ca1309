using FsCheck;
using FsCheck.Fluent;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Xunit;

namespace Marketplace.Tests.Unit.Identity;

public sealed class AddressBookTests
{
    private static readonly Address Home = new("UZ", "", "Tashkent", "Amir Temur 1", "100000", "Ann", "+998901234567");

    [Fact]
    public void The_first_address_is_the_default_even_if_nobody_asks()
    {
        var book = Book();

        book.Save(Id(1), "home", Home, preferred: false);

        Assert.True(Assert.Single(book.Entries).Preferred);
    }

    [Fact]
    public void Removing_the_default_passes_it_on()
    {
        var book = Book();
        book.Save(Id(1), null, Home, false);
        book.Save(Id(2), null, Home, false);

        Assert.True(book.Remove(Id(1)).IsOk);

        Assert.Equal(new SavedAddress(Id(2), null, Home, true), Assert.Single(book.Entries));
    }

    [Fact]
    public void The_default_is_moved_but_not_given_up()
    {
        var book = Book();
        book.Save(Id(1), null, Home, false);

        book.Change(Id(1), null, Home, preferred: false);

        Assert.True(book.Entries[0].Preferred);
    }

    [Fact]
    public void An_unknown_address_is_not_found()
    {
        Assert.True(Book().Remove(Id(9)).Failed(out var removing));
        Assert.True(Book().Change(Id(9), null, Home, true).Failed(out var changing));
        Assert.Equal(["address-not-found", "address-not-found"], [removing.Code, changing.Code]);
    }

    [Fact]
    public void A_full_book_takes_no_more()
    {
        var book = Book();
        for (var i = 0; i < AddressBook.Most; i++) Assert.True(book.Save(Id(i), null, Home, false).IsOk);

        Assert.True(book.Save(Id(999), null, Home, false).Failed(out var error));
        Assert.Equal("address-book-full", error.Code);
    }

    [Fact]
    public void Any_sequence_of_changes_leaves_exactly_one_default() =>
        Prop.ForAll<(int Move, int Address, bool Preferred)[]>(moves =>
    {
        var book = Book();
        foreach (var (move, address, preferred) in moves)
        {
            var id = Id(Math.Abs(address % 5));
            var known = book.Entries.Any(e => e.Id == id);
            if (Math.Abs(move % 3) == 0) book.Remove(id);
            else if (known) book.Change(id, null, Home, preferred);
            else book.Save(id, null, Home, preferred);
        }

        return book.Entries.Count == 0 || book.Entries.Count(e => e.Preferred) == 1;
    }).QuickCheckThrowOnFailure();

    private static AddressBook Book() => AddressBook.Of(new UserId(Id(0)));

    private static Guid Id(int number) => new(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
}
