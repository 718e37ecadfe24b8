using System.Globalization;
using System.Net;

namespace TeleCmi.Declarative.Processes;

/// <summary>
/// Whose the other end of a connection to a port of ours is. A door that listens on one asks for no password and acts with its owner's
/// environment, so it serves its owner alone.
/// </summary>
public static class Peer
{
    // A table that changes while it is read may lack a row.
    private const int MaximumLooks = 3;

    private static readonly string[] Tables = ["/proc/self/net/tcp", "/proc/self/net/tcp6"];

    /// <summary>True where both ends of a connection belong to one user; where the system can't tell, false.</summary>
    public static bool IsOwn(EndPoint? own, EndPoint? peer) => own is IPEndPoint here && peer is IPEndPoint there
        && (OperatingSystem.IsLinux() ? HasOneOwner(here, there)
            : OperatingSystem.IsWindows() ? WindowsPeer.IsOwn(here, there)
            // No table of sockets with their owners that a program may read.
            : IPAddress.IsLoopback(there.Address));

    private static bool HasOneOwner(IPEndPoint here, IPEndPoint there)
    {
        try
        {
            for (var looks = 0; looks < MaximumLooks; looks++)
            {
                var rows = Rows().ToList();
                if (OwnerOf(rows, here, there) is { } mine && OwnerOf(rows, there, here) is { } other)
                {
                    return mine == other;
                }
            }
        }
        catch (Exception untold) when (untold is IOException or UnauthorizedAccessException)
        {
            // Without the tables nobody is known.
        }

        return false;
    }

    // A client may reach 127.0.0.1 through a socket of IPv6.
    private static IEnumerable<string[]> Rows() => Tables
        .Where(File.Exists)
        .SelectMany(File.ReadLines)
        .Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The user of a socket; null where it is not listed, or no program holds it: such a one is listed as root's.</summary>
    internal static long? OwnerOf(IEnumerable<string[]> rows, IPEndPoint local, IPEndPoint remote)
    {
        foreach (var row in rows)
        {
            if (row is [_, var from, var to, _, _, _, _, var user, _, not "0", ..] && IsAt(from, local) && IsAt(to, remote))
            {
                return long.Parse(user, CultureInfo.InvariantCulture);
            }
        }

        return null;
    }

    // Addresses stand there as words of 32 bits, each as the machine stores it.
    private static bool IsAt(string cell, IPEndPoint end) =>
        cell == $"{Words(end.Address)}:{end.Port:X4}" || cell == $"{Words(end.Address.MapToIPv6())}:{end.Port:X4}";

    private static string Words(IPAddress address) =>
        string.Concat(address.GetAddressBytes().Chunk(4).Select(word => $"{BitConverter.ToUInt32(word):X8}"));
}
