using Marketplace.Ports.Identity;
using QRCoder;

namespace Marketplace.Infrastructure.Identity;

/// <summary>QR codes by QRCoder, with the error correction screens need.</summary>
internal sealed class QrCodes : IQrCodes
{
    private const int PixelsPerModule = 6;

    public QrCode Draw(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var vectors = new SvgQRCode(code);
        using var pixels = new PngByteQRCode(code);
        return new QrCode(vectors.GetGraphic(PixelsPerModule), pixels.GetGraphic(PixelsPerModule));
    }
}
