using Marketplace.Kernel;

namespace Marketplace.Domain.Shipping;

/// <summary>Units of one line of the seller order.</summary>
public sealed record ParcelLine(int Line, OfferId Offer, int Quantity);

/// <summary>What is to be packed, by whom it goes and where to.</summary>
public sealed record ParcelPlan(
    SellerOrderId SellerOrder, OrderId Order, ShopId Shop, UserId Buyer, string Carrier, string Service, Address From,
    Address To,
    IReadOnlyList<ParcelLine> Lines, IReadOnlyList<ParcelMeasure> Pieces, Money DeclaredValue)
{
    /// <summary>The buyer pays at the door.</summary>
    public bool PaidAtDoor { get; init; }
}

/// <summary>Carriers the marketplace knows by itself.</summary>
public static class Carriers
{
    /// <summary>The shop's own people.</summary>
    public const string Own = "self";

    /// <summary>The market's own couriers, whose tasks live in this context.</summary>
    public const string Fleet = "local";

    /// <summary>True for carriers that can take money at the door.</summary>
    public static bool CanCollect(string carrier) => carrier is Own or Fleet;
}

/// <summary>How the booking with a carrier stands; the attempt is part of the booking key.</summary>
public sealed record Booking(
    BookingState State, int Attempt, string? Reference = null, Uri? Label = null, string? RefusalCode = null);

/// <summary>Stages of a booking.</summary>
public enum BookingState
{
    /// <summary>Not asked for.</summary>
    None,

    /// <summary>The carrier is being asked.</summary>
    Requested,

    /// <summary>The carrier takes it.</summary>
    Booked,

    /// <summary>The carrier refused.</summary>
    Refused,
}

/// <summary>The number a parcel is known by: readable, without look-alike letters, made from its id.</summary>
public static class ParcelNumber
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>The number of a parcel.</summary>
    public static string Of(ShipmentId id)
    {
        // The random half of a UUIDv7: 62 bits, twelve letters of five bits each.
        Span<byte> bytes = stackalloc byte[16];
        id.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        var bits = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        Span<char> letters = stackalloc char[12];
        for (var i = 0; i < letters.Length; i++, bits >>= 5) letters[i] = Alphabet[(int)(bits & 31)];
        return $"P{letters}";
    }
}

/// <summary>Names of states as they appear on the wire.</summary>
internal static class UpperSnake
{
    /// <summary>Upper snake text of an enum value.</summary>
    public static string Of<T>(T value) where T : struct, Enum =>
        string.Concat(
            value.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{c}" : char.ToUpperInvariant(c).ToString()));
}
