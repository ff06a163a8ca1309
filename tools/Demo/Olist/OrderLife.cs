using System.Net;
using System.Text.Json;
using Marketplace.Client;

namespace Marketplace.Demo.Olist;

/// <summary>What buyers and sellers do with one order, step by step, each under a key made from the recorded ids.</summary>
internal sealed class OrderLife(HttpClient http, OlistFiles files, ReplayMarket market, ReplayJournal journal)
{
    private const int Tries = 3;
    private readonly IReadOnlyDictionary<Guid, string> _sellerOf =
        journal.Sellers.Values.ToDictionary(s => s.Shop, s => s.Seller);

    /// <summary>Does all that is due on a day.</summary>
    public async Task Live(OrderPlan plan, int day)
    {
        var note = journal.Orders.GetValueOrDefault(plan.Order.Id);
        if (note is null && plan.Bought <= day) note = Noted(await Place(plan));
        if (note is { Step: LifeStep.Paid } && plan.Bought <= day) note = await Do(note, () => Accept(plan, note, day));
        if (note is { Step: LifeStep.Accepted } && plan.HandedOver <= day) note = await Do(note, () => Ship(note, day));
        if (note is { Step: LifeStep.Shipped } && plan.Delivered <= day) note = await Do(note, () => Deliver(note, day));
        if (note is { Step: LifeStep.Delivered } && plan.Closed <= day) await Do(note, () => End(plan, note, day));
    }

    private OrderNote Noted(OrderNote note)
    {
        journal.Note(note);
        return note;
    }

    // A part that a deadline has ended meanwhile (the replay lay still for more than a day) has nothing left to be done.
    private async Task<OrderNote> Do(OrderNote note, Func<Task<OrderNote>> step)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return Noted(await step());
            }
            catch (ApiRefusedException refused) when (refused.Status == HttpStatusCode.Conflict)
            {
                var status = (await Buyer(note.Visitor).Get($"orders/{note.Id}")).GetProperty("status").GetString();
                if (status is "cancelled" or "completed" or "returned") return Noted(note with { Step = LifeStep.Closed });
                if (attempt >= 40) throw;
                await Task.Delay(250);
            }
        }
    }

    private async Task<OrderNote> Place(OrderPlan plan)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Place(plan, $"olist-{plan.Order.Id}-{attempt}");
            }
            catch (ApiRefusedException refused) when (
                attempt < Tries && refused.Status is HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity)
            {
                // A quote that went stale with an interruption: the buyer begins anew.
                await Task.Delay(200);
            }
        }
    }

    private async Task<OrderNote> Place(OrderPlan plan, string visitor)
    {
        var (buyer, order) = (Buyer(visitor), plan.Order);
        var checkout = await Checkout(buyer, plan, visitor);
        var quoted = checkout.GetProperty("delivery").GetProperty("amount").GetInt64();
        var recorded = order.Freight.Values.Sum();
        if (quoted != recorded)
            throw new InvalidOperationException($"Order {order.Id}: freight is quoted as {quoted}, recorded as {recorded}.");

        var id = checkout.GetProperty("id").GetGuid();
        var payment = new { provider = "sandbox", method = "card", token = "tok_ok" };
        var placed = await buyer.Post($"checkouts/{id}/place", new { payment }, $"{visitor}-place");
        await Paid(buyer, id);
        return new OrderNote(
            order.Id, LifeStep.Paid, id, visitor,
            [
                .. placed.GetProperty("sellerOrders").EnumerateArray()
                    .Select(p => new PartNote(p.GetProperty("id").GetGuid(), p.GetProperty("shopId").GetGuid())),
            ]);
    }

    private async Task<JsonElement> Checkout(MarketplaceApi buyer, OrderPlan plan, string visitor)
    {
        var address = AddressOf(plan);
        Guid Offer(OlistLine line) => journal.Sellers[line.Seller].Offers[line.Sku];
        if (plan.Order.Lines is [var only])
        {
            var wanted = new { offerId = Offer(only), quantity = only.Quantity, address };
            return await buyer.Post("checkouts/buy-now", wanted, $"{visitor}-buy");
        }

        foreach (var (n, line) in plan.Order.Lines.Index())
            await buyer.Post("cart/items", new { offerId = Offer(line), quantity = line.Quantity }, $"{visitor}-cart-{n}");
        return await buyer.Post("checkouts", new { address }, $"{visitor}-checkout");
    }

    private object AddressOf(OrderPlan plan)
    {
        var home = plan.Header is { } header ? files.Customers.GetValueOrDefault(header.Customer) : null;
        return new
        {
            country = "BR", region = FreightTable.RegionOf(plan.Order, plan.Header, files), city = home?.City ?? "sao paulo",
            street = "Rua do Registro, 1", postalCode = home?.PostalCode ?? "01000",
            recipientName = $"Buyer {plan.Order.Id[..8]}", phone = "+5511900000000",
        };
    }

    private static async Task Paid(MarketplaceApi buyer, Guid order)
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            var status = (await buyer.Get($"orders/{order}")).GetProperty("status").GetString();
            if (status is not ("confirmed" or "draft")) return;
            if (attempt == 0) await buyer.Get($"orders/{order}/payment", ("Prefer", "wait=10"));
            else await Task.Delay(Math.Min(5 * attempt, 100));
        }

        throw new TimeoutException($"Order {order} was not paid in a minute.");
    }

    private async Task<OrderNote> Accept(OrderPlan plan, OrderNote note, int day)
    {
        if (plan.Ending == Ending.CalledOff)
        {
            await Buyer(note.Visitor).Post($"orders/{note.Id}/cancel", null, $"{note.Visitor}-cancel");
            return note with { Step = LifeStep.Closed };
        }

        foreach (var part in note.Parts)
        {
            var seller = await Seller(part, day);
            await seller.Post($"seller/orders/{part.Id}/accept", null, $"accept-{part.Id:N}");
            if (plan.Ending == Ending.GivenUp)
                await seller.Post($"seller/orders/{part.Id}/cancel", null, $"give-up-{part.Id:N}");
        }

        return note with { Step = plan.Ending == Ending.GivenUp ? LifeStep.Closed : LifeStep.Accepted };
    }

    private async Task<OrderNote> Ship(OrderNote note, int day)
    {
        var parts = new List<PartNote>();
        foreach (var part in note.Parts)
        {
            var seller = await Seller(part, day);
            await seller.Post($"seller/orders/{part.Id}/pack", null, $"pack-{part.Id:N}");
            var packed = await seller.Post("shipments", new { sellerOrderId = part.Id }, $"parcel-{part.Id:N}");
            var parcel = packed.GetProperty("id").GetGuid();
            await seller.Post($"shipments/{parcel}/label", null, $"label-{part.Id:N}");
            await seller.Post($"shipments/{parcel}/handover", null, $"handover-{part.Id:N}");
            parts.Add(part with { Parcel = parcel });
        }

        return note with { Step = LifeStep.Shipped, Parts = parts };
    }

    private async Task<OrderNote> Deliver(OrderNote note, int day)
    {
        foreach (var part in note.Parts)
            await (await Seller(part, day)).Post($"shipments/{part.Parcel}/delivered", null, $"delivered-{part.Id:N}");
        return note with { Step = LifeStep.Delivered };
    }

    private async Task<OrderNote> End(OrderPlan plan, OrderNote note, int day)
    {
        switch (plan.Ending)
        {
            case Ending.Confirmed:
                await Buyer(note.Visitor).Post($"orders/{note.Id}/confirm-receipt", null, $"{note.Visitor}-receipt");
                break;
            case Ending.Returned:
                foreach (var part in await Parts(note)) await SendBack(note, part, all: true, day);
                break;
            case Ending.PartlyReturned:
                await SendBack(note, (await Parts(note))[0], all: false, day);
                break;
            case Ending.PartlyRefunded:
                await PayBack(note, (await Parts(note))[0], day);
                break;
        }

        return note with { Step = LifeStep.Closed };
    }

    private async Task SendBack(OrderNote note, JsonElement part, bool all, int day)
    {
        var id = part.GetProperty("id").GetGuid();
        var (buyer, seller) = (Buyer(note.Visitor), await Seller(note.Parts.Single(p => p.Id == id), day));
        var goods = part.GetProperty("lines").EnumerateArray().Where(l => l.GetProperty("number").GetInt32() > 0);
        var lines = goods.Select(l => new
        {
            line = l.GetProperty("number").GetInt32(), quantity = all ? l.GetProperty("quantity").GetInt32() : 1,
        }).ToList();
        var reason = id.ToByteArray()[^1] % 2 == 0 ? "CHANGE_OF_MIND" : "NOT_AS_DESCRIBED";
        var wish = new { sellerOrderId = id, lines = all ? lines : lines[..1], reason };
        var asked = await buyer.Post("returns", wish, $"return-{id:N}");
        var back = asked.GetProperty("id").GetGuid();
        await seller.Post($"returns/{back}/approve", null, $"return-approve-{id:N}");
        await buyer.Post($"returns/{back}/ship", new { carrier = "correios" }, $"return-ship-{id:N}");
        await seller.Post($"returns/{back}/receive", null, $"return-receive-{id:N}");
        await seller.Post($"returns/{back}/inspect", null, $"return-inspect-{id:N}");
    }

    private async Task PayBack(OrderNote note, JsonElement part, int day)
    {
        var id = part.GetProperty("id").GetGuid();
        var first = part.GetProperty("lines").EnumerateArray().First(l => l.GetProperty("number").GetInt32() == 1);
        var price = first.GetProperty("unitPrice");
        var fifth = Math.Max(1, price.GetProperty("amount").GetInt64() / 5);
        var amount = new { amount = fifth, currency = price.GetProperty("currency").GetString() };
        var wish = new { sellerOrderId = id, lines = new[] { new { line = 1, quantity = 0, amount } }, reason = "goodwill" };
        var seller = await Seller(note.Parts.Single(p => p.Id == id), day);
        await seller.Post("refunds", wish, $"refund-{id:N}");
    }

    private async Task<IReadOnlyList<JsonElement>> Parts(OrderNote note) =>
        [.. (await Buyer(note.Visitor).Get($"orders/{note.Id}")).GetProperty("sellerOrders").EnumerateArray()];

    private MarketplaceApi Buyer(string visitor) => new(http) { CartToken = visitor };

    private Task<MarketplaceApi> Seller(PartNote part, int day) => market.Account(_sellerOf[part.Shop]).On(day);
}
