using Marketplace.Kernel;

namespace Marketplace.Ports.Identity;

/// <summary>Keeps secrets that must be readable again: sealed with a key of the host that is not in the database.</summary>
public interface ISecretBox
{
    /// <summary>Seals; what is sealed for one purpose cannot be opened for another.</summary>
    byte[] Seal(ReadOnlySpan<byte> secret, string purpose);

    /// <summary>Opens; null when it is not ours, was changed or was sealed for another purpose.</summary>
    byte[]? Open(ReadOnlySpan<byte> box, string purpose);

    /// <summary>Random bytes fit for secrets.</summary>
    byte[] Random(int length);
}

/// <summary>Links and codes of letters: made from the letter's id with a key of the host, so that they are kept nowhere.</summary>
public interface IOneTimeSecrets
{
    /// <summary>The secret part of a letter's link: 160 bits.</summary>
    string Link(LetterId letter);

    /// <summary>A letter's code: six digits.</summary>
    string Code(LetterId letter);

    /// <summary>The letter a link belongs to; null when it is not one of ours.</summary>
    LetterId? LetterOf(string link);

    /// <summary>Whether this is the letter's code.</summary>
    bool IsCode(LetterId letter, string code);
}

/// <summary>Draws QR codes.</summary>
public interface IQrCodes
{
    /// <summary>A text as a QR code, in both forms pages and apps can show.</summary>
    QrCode Draw(string text);
}

/// <summary>A QR code as vectors and as pixels.</summary>
public sealed record QrCode(string Svg, byte[] Png)
{
    /// <inheritdoc/>
    public override string ToString() => "QrCode ***";
}
