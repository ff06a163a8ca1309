using System.Text.Json.Serialization;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;

namespace Marketplace.Application.Identity;

/// <summary>Who works for a shop or is invited, newest first.</summary>
public sealed record ListStaff(ShopId? Shop);

/// <summary>One post of a shop.</summary>
public sealed record GetPost(PostId Post, ShopId? Shop);

/// <summary>A post as the shop sees it.</summary>
/// <param name="Name">What the person calls themselves; null until the invitation is accepted.</param>
public sealed record PostView(
    Guid Id, string Email, string? Name, string Role, ShopPostStatus Status, Guid? UserId, DateTimeOffset InvitedAt,
    DateTimeOffset? ExpiresAt, DateTimeOffset? TakenAt, [property: JsonIgnore] uint Version);

/// <summary>The shops an account owns or works for.</summary>
public sealed record ListMyShops(UserId User);

/// <summary>A shop somebody may act for, by naming it in <c>X-Shop</c>.</summary>
/// <param name="Role"><c>owner</c>, or the role in the shop.</param>
public sealed record MyShopView(Guid Id, string Name, string Role, IReadOnlyList<string> Permissions);

/// <summary>Invitations that wait for an account.</summary>
public sealed record ListMyInvitations(UserId User);

/// <summary>An invitation as the invited person sees it.</summary>
public sealed record InvitationView(Guid Id, Guid ShopId, string Shop, string Role, DateTimeOffset InvitedAt, DateTimeOffset ExpiresAt);
