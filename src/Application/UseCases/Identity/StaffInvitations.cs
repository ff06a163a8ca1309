using FluentValidation;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>An owner wants somebody to work for the shop; the answer is the same whether the address has an account.</summary>
public sealed record InviteStaff(UserId Owner, ShopId? Shop, string Email, string Role)
{
    public override string ToString() => "InviteStaff ***";
}

public sealed class InviteStaffValidator : AbstractValidator<InviteStaff>
{
    public InviteStaffValidator()
    {
        RuleFor(r => r.Email).NotNull().WithErrorCode("required");
        RuleFor(r => (string?)r.Email).Email().OverridePropertyName("Email");
        RuleFor(r => r.Role).ShopRole();
    }
}

public sealed class InviteStaffHandler(IShopPosts posts, IUsers users, ILetters letters, ITokenIssuer tokens)
    : IUseCase<InviteStaff, PostId>
{
    public async Task<Result<PostId>> Handle(InviteStaff request, CancellationToken ct)
    {
        if (request.Shop is not { } shop) return ShopPostErrors.NoShop;
        if (!StaffRules.TryRead(request.Role, out var role)) return ShopPostErrors.UnknownRole;
        if (await users.Find(request.Owner, ct) is not { } owner) return UserErrors.NotFound;

        var (at, email) = (tokens.Now, SignInName.Email(request.Email)!);
        var open = await posts.OpenOf(shop, at, ct);
        if (open.Any(p => p.Email == email) || email == owner.Email) return ShopPostErrors.Twice;
        if (open.Count >= ShopPost.MostPerShop) return ShopPostErrors.TooMany;

        var post = ShopPost.Invite(PostId.New(at), new ShopHolder(shop, owner.Id), email, role, at);
        posts.Add(post);

        // The letter names neither shop nor inviter: nobody sends words of their own to strangers through us.
        var to = new ContactAddress(ContactAddress.Email, email);
        if (!await letters.IsEnough(to, LetterPurpose.StaffInvited, at, ct))
            letters.Add(Letter.Write(LetterId.New(at), LetterPurpose.StaffInvited, to, (null, owner.Locale), at));
        return post.Id;
    }
}

/// <summary>The owner of the invited address takes the post.</summary>
public sealed record AcceptInvitation(PostId Post, UserId User);

public sealed class AcceptInvitationHandler(IShopPosts posts, IUsers users, IAccessRevocation access, ITokenIssuer tokens)
    : IUseCase<AcceptInvitation, ShopId>
{
    public async Task<Result<ShopId>> Handle(AcceptInvitation request, CancellationToken ct)
    {
        if (await users.Find(request.User, ct) is not { } user) return UserErrors.NotFound;
        if (await posts.Find(request.Post, ct) is not { } post) return ShopPostErrors.NotFound;
        if (post.Accept(user.Id, user.Email, tokens.Now).Failed(out var refusal)) return refusal;

        access.Distrust(user.Id);
        return post.Shop;
    }
}

/// <summary>The owner of the invited address does not want the post.</summary>
public sealed record DeclineInvitation(PostId Post, UserId User);

public sealed class DeclineInvitationHandler(IShopPosts posts, IUsers users, ITokenIssuer tokens) : IUseCase<DeclineInvitation, Unit>
{
    public async Task<Result<Unit>> Handle(DeclineInvitation request, CancellationToken ct)
    {
        if (await users.Find(request.User, ct) is not { } user) return UserErrors.NotFound;
        if (await posts.Find(request.Post, ct) is not { } post) return ShopPostErrors.NotFound;
        return post.Decline(user.Email, tokens.Now).Failed(out var refusal) ? refusal : Unit.Value;
    }
}
