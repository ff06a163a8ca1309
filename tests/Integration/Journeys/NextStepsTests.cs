using Xunit;

namespace Marketplace.Tests.Integration.Journeys;

/// <summary>Steps that follow at once commit with their cause; a step that cannot holds nothing up.</summary>
public sealed class NextStepsTests : OrderBench
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_money_the_stock_and_the_order_of_a_purchase_commit_together()
    {
        await Buy();

        var transactions = await Ask("""
            SELECT count(DISTINCT t) FROM (SELECT xmin::text AS t FROM orders.orders UNION ALL SELECT xmin::text FROM payments.payments
                UNION ALL SELECT xmin::text FROM catalog.reservations UNION ALL SELECT xmin::text FROM transport.sagas) rows
            """);

        Assert.Equal(1L, transactions);
    }

    [Fact]
    public async Task A_step_that_fails_comes_again_by_itself_and_its_cause_does_not_wait_for_it()
    {
        await Execute("""
            CREATE SEQUENCE notifications.failures;
            CREATE FUNCTION notifications.fail_twice() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF NEW.topic = 'order-paid' AND nextval('notifications.failures') <= 2 THEN RAISE EXCEPTION 'not now'; END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER fail_twice BEFORE INSERT ON notifications.notifications FOR EACH ROW EXECUTE FUNCTION notifications.fail_twice();
            """);

        var (order, _) = await Buy();

        Assert.Equal(("paid", "NEW"), await States(order));
        Assert.Equal(["order-created", "order-paid", "seller-order-opened"], (await Topics()).Where(t => t.Contains("order")).Order());
        Assert.True(await Ask("SELECT last_value FROM notifications.failures") > 2);
        Assert.Equal(0, await Faults());
    }

    private async Task<long> Ask(string sql)
    {
        await using var command = Host.Database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }

    private async Task Execute(string sql)
    {
        await using var command = Host.Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
