using Marketplace.Kernel;

namespace Marketplace.Domain.Identity;

/// <summary>One person's place in a shop: invited by e-mail, taken by the account that has the address, ended at once.</summary>
/// <remarks>Its times are real times, as those of letters and sessions.</remarks>
public sealed class ShopPost : Aggregate<PostId>
{
    /// <summary>Posts and invitations a shop may have at once.</summary>
    public const int MostPerShop = 50;

    /// <summary>How long an invitation waits.</summary>
    public static readonly TimeSpan InvitationGoodFor = TimeSpan.FromDays(7);

    private ShopPost(PostId id, ShopId shop, UserId owner, string email, ShopRole role, DateTimeOffset invitedAt) : base(id) =>
        (Shop, Owner, Email, Role, InvitedAt) = (shop, owner, email, role, invitedAt);

    public ShopId Shop { get; private set; }

    /// <summary>The owner who invited; when the owner may not sell any more, nobody works for the shop.</summary>
    public UserId Owner { get; private set; }

    /// <summary>The address that was invited, in its canonical spelling.</summary>
    [Personal]
    public string Email { get; private set; }

    public ShopRole Role { get; private set; }
    public ShopPostStatus Status { get; private set; } = ShopPostStatus.Invited;

    /// <summary>Who took it; null while nobody has.</summary>
    public UserId? User { get; private set; }

    public DateTimeOffset InvitedAt { get; private set; }
    public DateTimeOffset? TakenAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public uint Version { get; private set; }

    public static ShopPost Invite(PostId id, ShopHolder shop, string email, ShopRole role, DateTimeOffset at)
    {
        var post = new ShopPost(id, shop.Shop, shop.Owner, email, role, at);
        post.Move("invite", null, ShopPostStatus.Invited, at);
        return post;
    }

    /// <summary>True while it is a post or may become one.</summary>
    public bool IsOpen(DateTimeOffset at) => Status == ShopPostStatus.Active || Waits(at);

    /// <summary>True while the invitation may be accepted.</summary>
    public bool Waits(DateTimeOffset at) => Status == ShopPostStatus.Invited && at < InvitedAt + InvitationGoodFor;

    /// <summary>The account with the invited address takes the post.</summary>
    public Result Accept(UserId user, string? email, DateTimeOffset at)
    {
        if (email != Email || user == Owner) return ShopPostErrors.NotFound;
        if (!Waits(at)) return ShopPostErrors.Over;

        (User, TakenAt) = (user, at);
        Move("accept", ShopPostStatus.Invited, ShopPostStatus.Active, at);
        return Result.Ok;
    }

    /// <summary>The account with the invited address does not want it.</summary>
    public Result Decline(string? email, DateTimeOffset at)
    {
        if (email != Email) return ShopPostErrors.NotFound;
        if (!Waits(at)) return ShopPostErrors.Over;

        End("decline", ShopPostStatus.Declined, at);
        return Result.Ok;
    }

    /// <summary>Another role from now on.</summary>
    public Result Become(ShopRole role, DateTimeOffset at)
    {
        if (!IsOpen(at)) return ShopPostErrors.Over;
        if (role == Role) return Result.Ok;

        Record(new StateChange("shop-post", Id.Value, "change-role", Role.ToString(), role.ToString(), null, at));
        Role = role;
        return Result.Ok;
    }

    /// <summary>The owner ends post or invitation, or the person leaves.</summary>
    public Result Remove(DateTimeOffset at)
    {
        if (Status is ShopPostStatus.Invited or ShopPostStatus.Active) End("remove", ShopPostStatus.Removed, at);
        return Result.Ok;
    }

    private void End(string happened, ShopPostStatus to, DateTimeOffset at)
    {
        EndedAt = at;
        Move(happened, Status, to, at);
    }

    private void Move(string happened, ShopPostStatus? from, ShopPostStatus to, DateTimeOffset at)
    {
        Record(new StateChange("shop-post", Id.Value, happened, from?.ToString(), to.ToString(), null, at));
        Status = to;
    }
}

/// <summary>What somebody does in a shop.</summary>
public enum ShopRole
{
    /// <summary>Goods, prices, orders, returns, delivery terms; neither money nor staff.</summary>
    Manager,

    /// <summary>Stock, packing, returned goods.</summary>
    Warehouse,

    /// <summary>Accepts, packs and hands over at the counter.</summary>
    Cashier,

    /// <summary>Balance, statements, payouts and the payout account.</summary>
    Accountant,
}

/// <summary>Where a post stands.</summary>
public enum ShopPostStatus
{
    /// <summary>Waits for the person.</summary>
    Invited,

    /// <summary>The person works for the shop.</summary>
    Active,

    /// <summary>The person did not want it.</summary>
    Declined,

    /// <summary>Taken back, ended, or left.</summary>
    Removed,
}

/// <summary>A shop and its owner.</summary>
public sealed record ShopHolder(ShopId Shop, UserId Owner);

/// <summary>All posts.</summary>
public interface IShopPosts
{
    Task<ShopPost?> Find(PostId id, CancellationToken ct);

    /// <summary>Posts and invitations of a shop that are not over; one transaction at a time sees them.</summary>
    Task<IReadOnlyList<ShopPost>> OpenOf(ShopId shop, DateTimeOffset at, CancellationToken ct);

    /// <summary>The post an account has in a shop.</summary>
    Task<ShopPost?> Of(UserId user, ShopId shop, CancellationToken ct);

    void Add(ShopPost post);
}

/// <summary>Why posts refuse.</summary>
public static class ShopPostErrors
{
    /// <summary>No such post of this shop, or no such invitation for this account.</summary>
    public static readonly Error NotFound = Error.NotFound("post-not-found", "There is no such post or invitation.");

    /// <summary>Declined, ended or too old.</summary>
    public static readonly Error Over = Error.Conflict("post-over", "This post or invitation is over; invite the person again.");

    /// <summary>The address works here or is invited already.</summary>
    public static readonly Error Twice = Error.Conflict(
        "already-invited", "This address works for the shop or is invited already; change the role instead.");

    /// <summary>The shop has as many as it may have.</summary>
    public static readonly Error TooMany = Error.Conflict("too-many-posts", "A shop has at most fifty posts and invitations.");

    /// <summary>The caller has no shop of their own.</summary>
    public static readonly Error NoShop = Error.Conflict("no-shop", "Staff belongs to a shop, and this account has none.");

    /// <summary>A word that names no role of a shop.</summary>
    public static readonly Error UnknownRole = Error.Invalid(
        "validation-failed", "Some fields are not acceptable.",
        new FieldError("/role", "unknown-role", "Choose one of manager, warehouse, cashier, accountant."));

    /// <summary>Somebody changed the post since it was read.</summary>
    public static readonly Error Stale = new(ErrorKind.Stale, "version-moved", "The post changed since it was read; read it again.");
}
