namespace Marketplace.Domain.Sellers;

/// <summary>Where a shop stands (product §4.10).</summary>
public enum ShopStatus
{
    /// <summary>Applied; a moderator has not decided yet.</summary>
    Onboarding,

    /// <summary>Sells and is paid.</summary>
    Active,

    /// <summary>Away for some days: sells nothing, is still paid.</summary>
    Vacation,

    /// <summary>Fulfils open orders, neither lists nor is paid.</summary>
    Restricted,

    /// <summary>Hidden; open orders are handled.</summary>
    Suspended,

    /// <summary>Over.</summary>
    Closed,
}

/// <summary>What a shop sells.</summary>
public enum ShopKind
{
    /// <summary>Things that are shipped.</summary>
    Goods,

    /// <summary>Meals and drinks, made to order.</summary>
    Food,
}

/// <summary>The kind of legal party behind a shop.</summary>
public enum LegalForm
{
    /// <summary>A private person.</summary>
    Individual,

    /// <summary>A self-employed person under a simplified regime.</summary>
    SelfEmployed,

    /// <summary>A registered sole trader.</summary>
    SoleTrader,

    /// <summary>A company.</summary>
    Company,
}

/// <summary>Which moves each state of a shop accepts, for answers that explain a refusal.</summary>
public static class ShopMachine
{
    /// <summary>The moves allowed in a state.</summary>
    public static string[] Allowed(ShopStatus status) => status switch
    {
        ShopStatus.Onboarding => ["approve", "close"],
        ShopStatus.Active => ["take-vacation", "restrict", "suspend", "close"],
        ShopStatus.Vacation => ["take-vacation", "end-vacation", "restrict", "suspend", "close"],
        ShopStatus.Restricted => ["reactivate", "suspend", "close"],
        ShopStatus.Suspended => ["reactivate", "close"],
        _ => [],
    };

    /// <summary>Whether offers of a shop in this state may be bought.</summary>
    public static bool CanSell(ShopStatus status) => status == ShopStatus.Active;

    /// <summary>Whether earnings of a shop in this state may be sent.</summary>
    public static bool CanBePaid(ShopStatus status) => status is ShopStatus.Active or ShopStatus.Vacation;
}
