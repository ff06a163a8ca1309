using Marketplace.Kernel;

namespace Marketplace.Domain.Identity;

/// <summary>A person's account: how they sign in, what they are called and which roles they may act in.</summary>
public sealed class User : Aggregate<UserId>
{
    private User(UserId id, string name, string locale, string? passwordHash, DateTimeOffset registeredAt) : base(id) =>
        (Name, Locale, PasswordHash, RegisteredAt) = (name, locale, passwordHash, registeredAt);

    [Personal]
    public string? Email { get; private set; }

    [Personal]
    public string? Phone { get; private set; }

    [Personal]
    public string Name { get; private set; }

    public string Locale { get; private set; }

    /// <summary>PHC text; says with which method and parameters it was made. Null for who signs in elsewhere only.</summary>
    public string? PasswordHash { get; private set; }

    public IReadOnlyList<Role> Roles { get; private set; } = [];

    /// <summary>When the owner proved to read this e-mail address; null for an address nobody has proved.</summary>
    public DateTimeOffset? EmailConfirmedAt { get; private set; }

    /// <summary>When the owner proved to read messages to this phone.</summary>
    public DateTimeOffset? PhoneConfirmedAt { get; private set; }

    /// <summary>Since when signing in needs a second factor; null where the password is enough.</summary>
    public DateTimeOffset? SecondFactorSince { get; private set; }

    /// <summary>When an account at a provider was linked or taken off last: two such changes at once must meet here.</summary>
    public DateTimeOffset? IdentitiesChangedAt { get; private set; }

    public DateTimeOffset RegisteredAt { get; private set; }
    public uint Version { get; private set; }

    /// <summary>A new account buys; every other role is granted.</summary>
    public static Result<User> Register(UserId id, Credentials credentials, string name, string locale, DateTimeOffset at)
    {
        if (credentials.Email is null && credentials.Phone is null) return UserErrors.NoSignInName;

        var user = RegisterNameless(
            id, credentials.PasswordHash, credentials.Email is null ? "phone" : "email", name, locale, at);
        (user.Email, user.Phone) = (credentials.Email, credentials.Phone);
        return user;
    }

    /// <summary>
    /// An account whose address still has to be proved: until then it belongs to nobody, so it cannot be signed in with.
    /// </summary>
    public static User RegisterNameless(
        UserId id, string? passwordHash, string channel, string name, string locale, DateTimeOffset at)
    {
        var user = new User(id, name, locale, passwordHash, at) { Roles = [Role.Buyer] };
        user.Record(new StateChange("account", id.Value, "register", null, "buyer", null, at));
        user.Raise(new UserJoined(id, locale, channel, at));
        return user;
    }

    /// <summary>True when a password and a name to use it with sign in to the account.</summary>
    public bool HasPassword => PasswordHash is not null && (Email is not null || Phone is not null);

    /// <summary>True when the owner proved an address or a phone.</summary>
    public bool IsConfirmed => EmailConfirmedAt is not null || PhoneConfirmedAt is not null;

    /// <summary>The owner reads this address: it is the account's from now on.</summary>
    public void ConfirmEmail(string email, DateTimeOffset at)
    {
        Note("confirm-email", at);
        (Email, EmailConfirmedAt) = (email, at);
    }

    /// <summary>The owner reads messages to this number: it is the account's from now on.</summary>
    public void ConfirmPhone(string phone, DateTimeOffset at)
    {
        Note("confirm-phone", at);
        (Phone, PhoneConfirmedAt) = (phone, at);
    }

    /// <summary>Staff has seen by other means that an address or phone is the owner's.</summary>
    public void ConfirmByHand(string? email, string? phone, string reason, DateTimeOffset at)
    {
        Record(new StateChange("account", Id.Value, "confirm-by-hand", Text(Roles), Text(Roles), reason, at));
        if (email is not null) (Email, EmailConfirmedAt) = (email, at);
        if (phone is not null) (Phone, PhoneConfirmedAt) = (phone, at);
    }

    /// <summary>A new password; how it came to it goes into the history.</summary>
    public void SetPassword(string passwordHash, string happened, DateTimeOffset at)
    {
        Note(happened, at);
        PasswordHash = passwordHash;
    }

    /// <summary>Signing in needs a second factor from now on, or no longer.</summary>
    public void NeedSecondFactor(bool needed, DateTimeOffset at)
    {
        Note(needed ? "second-factor-on" : "second-factor-off", at);
        SecondFactorSince = needed ? at : null;
    }

    /// <summary>An account at a provider signs in from now on, or no longer.</summary>
    public void ChangeIdentities(string happened, string provider, DateTimeOffset at)
    {
        Record(new StateChange("account", Id.Value, happened, Text(Roles), Text(Roles), provider, at));
        IdentitiesChangedAt = at;
    }

    /// <summary>The roles that count: where staff needs a second factor, staff roles do not count without one (S6).</summary>
    public IReadOnlyList<Role> RolesInForce(bool staffNeedsSecondFactor) =>
        staffNeedsSecondFactor && SecondFactorSince is null ? [.. Roles.Where(r => !r.IsStaff())] : Roles;

    public Result Describe(string? name, string? locale)
    {
        Name = name ?? Name;
        Locale = locale ?? Locale;
        return Result.Ok;
    }

    /// <summary>Only the id is left: nobody can sign in, be written to or act as this account any more.</summary>
    public void Forget(DateTimeOffset at)
    {
        Become([], "erase", null, at);
        (Email, Phone, Name, PasswordHash) = (null, null, "", "");
        (EmailConfirmedAt, PhoneConfirmedAt, SecondFactorSince) = (null, null, null);
    }

    /// <summary>The same password under today's method, pepper and parameters.</summary>
    public void KeepPasswordAs(string passwordHash) => PasswordHash = passwordHash;

    public Result Grant(Role role, string? reason, DateTimeOffset at)
    {
        if (Roles.Contains(role)) return Result.Ok;

        Become([.. Roles.Append(role).Order()], "grant-role", reason, at);
        return Result.Ok;
    }

    public Result Revoke(Role role, UserId by, string? reason, DateTimeOffset at)
    {
        if (!Roles.Contains(role)) return Result.Ok;

        // Whoever takes the admin role away keeps it, so a marketplace never loses its last administrator.
        if (role == Role.Admin && by == Id) return UserErrors.OwnAdminRole;

        Become([.. Roles.Where(r => r != role)], "revoke-role", reason, at);
        return Result.Ok;
    }

    private void Become(IReadOnlyList<Role> roles, string happened, string? reason, DateTimeOffset at)
    {
        Record(new StateChange("account", Id.Value, happened, Text(Roles), Text(roles), reason, at));
        Roles = roles;
        Raise(new UserRolesSet(Id, roles, at));
    }

    private void Note(string happened, DateTimeOffset at) =>
        Record(new StateChange("account", Id.Value, happened, Text(Roles), Text(Roles), null, at));

    private static string Text(IReadOnlyList<Role> roles) => string.Join(',', RoleNames.Of(roles));
}

/// <summary>What proves an account's owner; e-mail and phone in their canonical spelling.</summary>
public sealed record Credentials(string? Email, string? Phone, string PasswordHash)
{
    public override string ToString() => "Credentials ***";
}

/// <summary>An account was made.</summary>
public sealed record UserJoined(UserId User, string Locale, string Channel, DateTimeOffset At) : IDomainEvent;

/// <summary>An account's roles were changed to these.</summary>
public sealed record UserRolesSet(UserId User, IReadOnlyList<Role> Roles, DateTimeOffset At) : IDomainEvent;
