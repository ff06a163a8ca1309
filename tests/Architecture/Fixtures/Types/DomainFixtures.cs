using Marketplace.Kernel;

namespace Marketplace.Domain.Orders;

public class OpenOrder : Aggregate<OrderId>
{
    public OpenOrder(OrderId id) : base(id)
    {
    }

    public Money Total { get; set; }
}

public sealed class HoldsAnother : Aggregate<OrderId>
{
    private HoldsAnother(OrderId id) : base(id)
    {
    }

    public IReadOnlyList<OpenOrder> Partner { get; private set; } = [];
}

public struct LooseSize : IEquatable<LooseSize>
{
    public int Width { get; set; }

    public readonly bool Equals(LooseSize other) => Width == other.Width;

    public override readonly bool Equals(object? obj) => obj is LooseSize other && Equals(other);

    public override readonly int GetHashCode() => Width;

    public static bool operator ==(LooseSize a, LooseSize b) => a.Equals(b);

    public static bool operator !=(LooseSize a, LooseSize b) => !a.Equals(b);
}

public sealed record MutableLine(OfferId Offer)
{
    public int Quantity { get; set; }
}

public sealed record CancelOrderNow(OrderId Order) : IDomainEvent;

public sealed class OrderMoved : IDomainEvent;

public static class Impure
{
    public static string Everything()
    {
        Thread.Sleep(0);
        Console.Write(Environment.MachineName);
        return $"{DateTimeOffset.UtcNow}{Guid.NewGuid()}{new Random().Next()}{File.Exists("x")}";
    }
}

public sealed record Priced(decimal UnitPrice)
{
    public static bool IsDear(double deliveryFee) => deliveryFee > 1;
}
