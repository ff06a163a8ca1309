using Marketplace.Demo.Olist;
using Xunit;

namespace Marketplace.Tests.Unit.Demo;

public sealed class ReplayJournalTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"journal-{Guid.NewGuid():N}.jsonl");

    [Fact]
    public void What_was_noted_is_known_after_a_restart_even_when_the_last_line_was_cut_off()
    {
        var (order, part, shop) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        using (var journal = new ReplayJournal(_path))
        {
            journal.Note(new RunNote(7, 10, DateTimeOffset.UnixEpoch, 1.5));
            journal.Note(new SellerNote("s", shop, new Dictionary<string, Guid> { ["p-100"] = part }));
            journal.Note(new OrderNote("o", LifeStep.Paid, order, "visitor", [new PartNote(part, shop)]));
            journal.Note(new OrderNote("o", LifeStep.Shipped, order, "visitor", [new PartNote(part, shop, part)]));
            journal.Note(new DayNote(3, 9));
        }

        File.AppendAllText(_path, """{"Order":{"Order":"o","St""");
        using (var journal = new ReplayJournal(_path)) journal.Note(new DayNote(4, 10));

        using var again = new ReplayJournal(_path);
        Assert.Equal((7, DateTimeOffset.UnixEpoch, 4), (again.Run!.Seed, again.Run.Start, again.Day.Day));
        Assert.Equal(part, again.Sellers["s"].Offers["p-100"]);
        Assert.Equal((LifeStep.Shipped, (Guid?)part), (again.Orders["o"].Step, again.Orders["o"].Parts.Single().Parcel));
    }

    public void Dispose() => File.Delete(_path);
}
