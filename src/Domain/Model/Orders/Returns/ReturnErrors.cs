using Marketplace.Kernel;
using static Marketplace.Domain.Orders.ReturnState;

namespace Marketplace.Domain.Orders;

/// <summary>Why a return refuses.</summary>
public static class ReturnErrors
{
    /// <summary>Not there or somebody else's.</summary>
    public static Error NotFound => Error.NotFound("return-not-found", "There is no such return.");

    /// <summary>Goods that did not arrive cannot be sent back.</summary>
    public static Error NotDelivered => Error.Conflict("not-delivered", "Only delivered goods can be returned.");

    /// <summary>The window of a line has closed.</summary>
    public static Error WindowClosed(int line, DateTimeOffset until) => Error.Conflict(
        "return-window-closed", $"Line {line} could be returned until {until:yyyy-MM-dd}.") with
    {
        Facts = new Dictionary<string, object?> { ["line"] = line, ["until"] = until },
    };

    /// <summary>More units than the buyer has, or has not asked for elsewhere.</summary>
    public static Error TooMany(int index, int line, int left) =>
        Error.Conflict("units-not-returnable", $"Line {line} has {left} units to return.") with
        {
            Fields = [new FieldError($"/lines/{index}/quantity", "too-many", $"At most {left}.")],
            Facts = new Dictionary<string, object?> { ["line"] = line, ["available"] = left },
        };

    /// <summary>Accepting nothing is contesting.</summary>
    public static Error NothingAccepted => Error.Invalid(
        "nothing-accepted", "Name at least one unit, or contest the return.",
        new FieldError("/lines", "not-empty", "Name at least one unit."));

    /// <summary>Units that are not part of the return.</summary>
    public static Error UnitsNotAsked(int line, int asked) => Error.Invalid(
        "units-not-in-return", "These units are not part of the return.",
        new FieldError("/lines", "units-not-in-return", $"Line {line} has {asked} units in this return."));

    /// <summary>Wire text of a state.</summary>
    public static string Text(ReturnState state) =>
        string.Concat(
            state.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{c}" : char.ToUpperInvariant(c).ToString()));

    /// <summary>What a return in this state accepts.</summary>
    public static string[] Events(ReturnState state) => state switch
    {
        Requested => ["approve", "keep", "reject", "cancel"],
        AwaitingShipment => ["ship", "cancel", "expire"],
        InTransit => ["receive"],
        Received => ["inspect", "contest"],
        RefundDue => ["close"],
        _ => [],
    };
}
