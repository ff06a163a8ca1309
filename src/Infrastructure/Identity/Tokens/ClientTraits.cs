using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Marketplace.Application;

namespace Marketplace.Infrastructure.Identity;

/// <summary>What of a client is remembered with its session: its network, and a hash of what the session is bound to.</summary>
internal static class ClientTraits
{
    /// <summary>The network of an address: 24 bits of IPv4, 48 of IPv6; null for what is no address.</summary>
    public static string? NetworkOf(string address)
    {
        if (!IPAddress.TryParse(address, out var ip)) return null;
        if (ip.IsIPv4MappedToIPv6) ip = ip.MapToIPv4();
        var bytes = ip.GetAddressBytes();
        var kept = ip.AddressFamily == AddressFamily.InterNetwork ? 3 : 6;
        bytes.AsSpan(kept).Clear();
        return $"{new IPAddress(bytes)}/{kept * 8}";
    }

    /// <summary>Null where sessions are bound to nothing.</summary>
    public static string? BindingOf(ClientTrace client, TokenSettings settings)
    {
        if (!settings.BindAgent && !settings.BindNetwork) return null;
        var traits = (settings.BindAgent ? client.Agent : "") + "\n" + (settings.BindNetwork ? NetworkOf(client.Address) : "");
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(traits)).AsSpan(0, 16));
    }
}
