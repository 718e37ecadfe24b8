using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Principal;
using Microsoft.Win32.SafeHandles;

namespace TeleCmi.Declarative.Processes;

/// <summary>The same on Windows: the table of connections names the process of each, and its token the user.</summary>
[SupportedOSPlatform("windows")]
internal static partial class WindowsPeer
{
    private const int Ipv4 = 2;
    private const int ConnectionsWithProcess = 4;
    private const int RowSize = 24;
    private const uint QueryLimitedInformation = 0x1000;
    private const uint TokenQuery = 8;

    public static bool IsOwn(IPEndPoint own, IPEndPoint peer) =>
        ProcessOf(peer, own) is { } process && UserOf(process) is { } user && user == UserOf((uint)Environment.ProcessId);

    private static uint? ProcessOf(IPEndPoint local, IPEndPoint remote)
    {
        var size = 0;
        _ = GetExtendedTcpTable([], ref size, false, Ipv4, ConnectionsWithProcess, 0);
        var table = new byte[size += 64 * RowSize];
        if (GetExtendedTcpTable(table, ref size, false, Ipv4, ConnectionsWithProcess, 0) != 0)
        {
            return null;
        }

        // A count, then rows of state, local address and port, remote address and port, process.
        for (var row = 4; row + RowSize <= table.Length && (row - 4) / RowSize < BitConverter.ToInt32(table); row += RowSize)
        {
            if (IsAt(table.AsSpan(row + 4), local) && IsAt(table.AsSpan(row + 12), remote))
            {
                return BitConverter.ToUInt32(table, row + 20);
            }
        }

        return null;
    }

    private static bool IsAt(ReadOnlySpan<byte> cell, IPEndPoint end) =>
        cell[..4].SequenceEqual(end.Address.GetAddressBytes()) && BinaryPrimitives.ReadUInt16BigEndian(cell[4..]) == end.Port;

    private static SecurityIdentifier? UserOf(uint process)
    {
        using var handle = OpenProcess(QueryLimitedInformation, false, process);
        if (handle.IsInvalid || !OpenProcessToken(handle, TokenQuery, out var token))
        {
            return null;
        }

        using (token)
        using (var identity = new WindowsIdentity(token.DangerousGetHandle()))
        {
            return identity.User;
        }
    }

    [LibraryImport("iphlpapi")]
    private static partial uint GetExtendedTcpTable(
        [Out] byte[] table, ref int size, [MarshalAs(UnmanagedType.Bool)] bool isSorted, int family, int kind, uint reserved);

    [LibraryImport("kernel32", SetLastError = true)]
    private static partial SafeProcessHandle OpenProcess(uint access, [MarshalAs(UnmanagedType.Bool)] bool isInherited, uint process);

    [LibraryImport("advapi32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool OpenProcessToken(SafeProcessHandle process, uint access, out SafeAccessTokenHandle token);
}
