using Marketplace.Domain.Orders;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Ports.Catalog;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace RabbitMQ.Client
{
    public sealed class ConnectionFactory;
}

namespace Marketplace.Domain.Orders
{
    public sealed class AsksThePort(IOfferQuotes quotes)
    {
        public IOfferQuotes Quotes => quotes;
    }
}

namespace Marketplace.Ports.Orders
{
    public interface ILeakAggregates
    {
        AsksThePort Give();
    }
}

namespace Marketplace.Application.Orders
{
    public sealed class WritesRows(MarketplaceDb db)
    {
        public MarketplaceDb Db => db;
    }

    public sealed class QueriesTables(DbContext db)
    {
        public int Count() => db.SaveChanges();
    }

    public sealed class AnswersHttp
    {
        public IResult? Answer { get; init; }
    }
}

namespace Marketplace.Adapters.Shipping.Cheap
{
    public sealed class CheapPrices;
}

namespace Marketplace.Adapters.Shipping.Rival
{
    public sealed class BorrowsFromAnother
    {
        public Cheap.CheapPrices? Prices { get; init; }
    }

    public sealed class ReadsTheDomain
    {
        public Type Order { get; } = typeof(AsksThePort);
    }

    public sealed class TalksToTheBroker
    {
        public RabbitMQ.Client.ConnectionFactory Broker { get; } = new();
    }
}
