using FluentValidation;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>An owner gives somebody of the shop another role, in force at once.</summary>
public sealed record MoveStaff(PostId Post, ShopId? Shop, string Role, uint? Version);

public sealed class MoveStaffValidator : AbstractValidator<MoveStaff>
{
    public MoveStaffValidator() => RuleFor(r => r.Role).ShopRole();
}

public sealed class MoveStaffHandler(IShopPosts posts, IAccessRevocation access, ITokenIssuer tokens) : IUseCase<MoveStaff, Unit>
{
    public async Task<Result<Unit>> Handle(MoveStaff request, CancellationToken ct)
    {
        if (await posts.Find(request.Post, ct) is not { } post || post.Shop != request.Shop) return ShopPostErrors.NotFound;
        if (!StaffRules.TryRead(request.Role, out var role)) return ShopPostErrors.UnknownRole;
        if (request.Version is { } version && version != post.Version) return ShopPostErrors.Stale;
        if (post.Become(role, tokens.Now).Failed(out var refusal)) return refusal;

        if (post.User is { } user) access.Distrust(user);
        return Unit.Value;
    }
}

/// <summary>An owner ends a post or takes an invitation back, at once.</summary>
public sealed record RemoveStaff(PostId Post, ShopId? Shop);

public sealed class RemoveStaffHandler(IShopPosts posts, IAccessRevocation access, ITokenIssuer tokens) : IUseCase<RemoveStaff, Unit>
{
    public async Task<Result<Unit>> Handle(RemoveStaff request, CancellationToken ct)
    {
        if (await posts.Find(request.Post, ct) is not { } post || post.Shop != request.Shop) return ShopPostErrors.NotFound;

        if (post.User is { } user) access.Distrust(user);
        return post.Remove(tokens.Now).Failed(out var refusal) ? refusal : Unit.Value;
    }
}

/// <summary>Somebody does not work for a shop any more.</summary>
public sealed record LeaveShop(UserId User, ShopId Shop);

public sealed class LeaveShopHandler(IShopPosts posts, IAccessRevocation access, ITokenIssuer tokens) : IUseCase<LeaveShop, Unit>
{
    public async Task<Result<Unit>> Handle(LeaveShop request, CancellationToken ct)
    {
        if (await posts.Of(request.User, request.Shop, ct) is not { } post) return ShopPostErrors.NotFound;

        access.Distrust(request.User);
        return post.Remove(tokens.Now).Failed(out var refusal) ? refusal : Unit.Value;
    }
}

/// <summary>Roles of a shop as they are written in requests: lower case.</summary>
internal static class StaffRules
{
    private static readonly Dictionary<string, ShopRole> Known =
        Enum.GetValues<ShopRole>().ToDictionary(r => r.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    public static bool TryRead(string? name, out ShopRole role) => Known.TryGetValue(name ?? "", out role);

    /// <summary>One of the roles somebody may have in a shop.</summary>
    public static IRuleBuilderOptions<T, string> ShopRole<T>(this IRuleBuilder<T, string> rule) => rule
        .Must(r => TryRead(r, out _)).WithErrorCode("unknown-role").WithMessage($"Choose one of {string.Join(", ", Known.Keys)}.");
}
