using FsCheck;
using FsCheck.Fluent;
using Marketplace.Application.Sellers;
using Marketplace.Domain.Sellers;
using Marketplace.Kernel;
using Xunit;

namespace Marketplace.Tests.Unit.Sellers;

public sealed class ShopTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 20);

    private static readonly string[] Moves =
        ["approve", "take-vacation", "end-vacation", "restrict", "suspend", "reactivate", "close"];

    [Fact]
    public void Approval_opens_the_shop_and_says_so()
    {
        var shop = Applied();
        shop.TakeEvents();

        Assert.True(shop.Approve(At).IsOk);

        Assert.Equal(ShopStatus.Active, shop.Status);
        Assert.Equal([new ShopActivated(shop.Id, shop.Owner, "Ann's tea", At)], shop.TakeEvents());
    }

    [Theory]
    [InlineData(ShopStatus.Onboarding, false, false)]
    [InlineData(ShopStatus.Active, true, true)]
    [InlineData(ShopStatus.Vacation, false, true)]
    [InlineData(ShopStatus.Restricted, false, false)]
    [InlineData(ShopStatus.Suspended, false, false)]
    [InlineData(ShopStatus.Closed, false, false)]
    public void Only_an_active_shop_sells_and_one_away_is_still_paid(ShopStatus status, bool sells, bool paid)
    {
        Assert.Equal(sells, ShopMachine.CanSell(status));
        Assert.Equal(paid, ShopMachine.CanBePaid(status));
    }

    [Fact]
    public void A_reason_is_shown_until_the_shop_is_reactivated()
    {
        var shop = Active();

        shop.Restrict("papers expired", At);
        Assert.Equal("papers expired", shop.StatusReason);
        shop.Reactivate(At);

        Assert.Null(shop.StatusReason);
        Assert.Equal(ShopStatus.Active, shop.Status);
    }

    [Fact]
    public void A_vacation_begins_and_ends_with_its_days()
    {
        var shop = Active();
        shop.TakeVacation(Today.AddDays(2), Today.AddDays(3), Today, At);

        var days = Enumerable.Range(0, 6).Select(day =>
        {
            shop.NewDay(Today.AddDays(day), At);
            return shop.Status;
        });

        Assert.Equal(
            [ShopStatus.Active, ShopStatus.Active, ShopStatus.Vacation, ShopStatus.Vacation, ShopStatus.Active,
                ShopStatus.Active], days);
        Assert.Null(shop.VacationUntil);
    }

    [Fact]
    public void A_vacation_from_today_begins_at_once_and_can_be_cut_short()
    {
        var shop = Active();

        shop.TakeVacation(Today, Today.AddDays(7), Today, At);
        var away = shop.Status;
        shop.EndVacation(At);

        Assert.Equal([ShopStatus.Vacation, ShopStatus.Active], [away, shop.Status]);
    }

    [Theory]
    [InlineData(0, -1)]
    [InlineData(3, 2)]
    public void A_vacation_does_not_end_before_it_begins_or_in_the_past(int from, int until)
    {
        var refused = Active().TakeVacation(Today.AddDays(from), Today.AddDays(until), Today, At);

        Assert.True(refused.Failed(out var error));
        Assert.Equal("vacation-dates", error.Code);
    }

    [Fact]
    public void A_refused_move_names_the_state_and_what_is_allowed()
    {
        var shop = Active();
        shop.Suspend("fraud", At);

        Assert.True(shop.Restrict("late", At).Failed(out var error));

        Assert.Equal("invalid-transition", error.Code);
        Assert.Equal("SUSPENDED", error.Facts!["state"]);
        Assert.Equal(["reactivate", "close"], Assert.IsType<string[]>(error.Facts["allowed"]));
    }

    [Fact]
    public void Any_sequence_of_moves_follows_the_table_and_leaves_its_trace() => Prop.ForAll<int[]>(picks =>
    {
        var shop = Applied();
        shop.TakeChanges();
        foreach (var move in picks.Select(p => Moves[Math.Abs(p % Moves.Length)]))
        {
            var before = shop.Status;
            var listed = ShopMachine.Allowed(before).Contains(move);
            var accepted = Do(shop, move).IsOk;
            var trace = shop.TakeChanges();

            // Ending a vacation that is not running is harmless in every state.
            if (move != "end-vacation" && accepted != listed) return false;
            if (!accepted && shop.Status != before) return false;
            if (shop.Status != before && (trace.Count != 1 || !Names(trace[0].To, shop.Status))) return false;
        }

        return true;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("anns-tea", true)]
    [InlineData("tea2", true)]
    [InlineData("te", false)]
    [InlineData("-tea", false)]
    [InlineData("tea--pot", false)]
    [InlineData("Tea", false)]
    [InlineData("чай-и-кофе", false)]
    [InlineData("tea\n", false)]
    public void A_slug_is_plain(string slug, bool good) =>
        Assert.Equal(
            good, new ApplyForShopValidator().Validate(new ApplyForShop(default, Profile with { Slug = slug })).IsValid);

    private static bool Names(string text, ShopStatus status) =>
        text.Equals(status.ToString(), StringComparison.OrdinalIgnoreCase);

    private static readonly ShopProfile Profile =
        new("Ann's tea", "anns-tea", "UZ", LegalForm.SelfEmployed, ShopKind.Goods, TaxExempt: true, AutoAccept: false,
            null);

    private static Shop Applied() => Shop.Apply(ShopId.New(At), UserId.New(At), Profile, At);

    private static Shop Active()
    {
        var shop = Applied();
        shop.Approve(At);
        return shop;
    }

    private static Kernel.Result Do(Shop shop, string move) => move switch
    {
        "approve" => shop.Approve(At),
        "take-vacation" => shop.TakeVacation(Today, Today.AddDays(1), Today, At),
        "end-vacation" => shop.EndVacation(At),
        "restrict" => shop.Restrict("reason", At),
        "suspend" => shop.Suspend("reason", At),
        "reactivate" => shop.Reactivate(At),
        _ => shop.Close("reason", At),
    };
}
