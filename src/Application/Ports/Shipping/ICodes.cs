namespace Marketplace.Ports.Shipping;

/// <summary>Makes and checks the codes by which parcels change hands; the only source of their randomness.</summary>
/// <remarks>
/// Codes come from a cryptographic generator. The seal cannot be turned back, comparing takes the same time whatever was
/// entered,
/// and neither seal nor kept code of one subject or purpose is good for another.
/// </remarks>
public interface ICodes
{
    /// <summary>A fresh six-digit code for a subject and a purpose (<c>pickup</c>, <c>delivery</c>).</summary>
    IssuedCode Issue(Guid subject, string purpose);

    /// <summary>True when the entered code is the sealed one.</summary>
    bool Matches(Guid subject, string purpose, string entered, string seal);

    /// <summary>The code again, for the one who may see it.</summary>
    string Reveal(Guid subject, string purpose, string kept);

    /// <summary>The unguessable half of a tracking link: whoever knows a parcel's number and this may follow it.</summary>
    string LinkCode(string number);

    /// <summary>True when this is the number's link code.</summary>
    bool IsLinkCode(string number, string entered);
}

/// <summary>A code that was just made: the seal to compare with, and the code encrypted.</summary>
public sealed record IssuedCode(string Seal, string Kept);
