using System.Text.Json.Serialization;

namespace Marketplace.Kernel;

/// <summary>One person's post in a shop, from the invitation on.</summary>
[JsonConverter(typeof(IdJson<PostId>))]
public readonly record struct PostId(Guid Value) : IId<PostId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static PostId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static PostId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One role that a market made for its own back office.</summary>
[JsonConverter(typeof(IdJson<OfficeRoleId>))]
public readonly record struct OfficeRoleId(Guid Value) : IId<OfficeRoleId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static OfficeRoleId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static OfficeRoleId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One thing that a second person has to agree to.</summary>
[JsonConverter(typeof(IdJson<ApprovalId>))]
public readonly record struct ApprovalId(Guid Value) : IId<ApprovalId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static ApprovalId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static ApprovalId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
