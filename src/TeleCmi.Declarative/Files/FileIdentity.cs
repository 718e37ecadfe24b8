using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace TeleCmi.Declarative.Files;

/// <summary>
/// What a file is and which one, whatever its name: asked of Linux alone, whose answer has the same shape on every processor.
/// </summary>
internal readonly partial record struct FileIdentity
{
    private const int CurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const int EmptyPath = 0x1000;
    private const uint TypeAndInode = 0x101;
    private const uint Owner = 0x8;
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;

    private readonly ulong _inode;
    private readonly (uint Major, uint Minor) _device;

    private FileIdentity(Status status)
        => (IsRegular, _inode, _device) = ((status.Mode & TypeMask) == Regular, status.Inode, (status.DeviceMajor, status.DeviceMinor));

    /// <summary>False for folders, pipes, devices and sockets.</summary>
    public bool IsRegular { get; }

    /// <summary>Of an open file; null where the system is not asked.</summary>
    public static FileIdentity? Of(SafeFileHandle file) => Of((int)file.DangerousGetHandle(), "", EmptyPath);

    /// <summary>Of what a path names, a link for itself; null where there is nothing, or the system is not asked.</summary>
    public static FileIdentity? Of(string path) => Of(CurrentFolder, path, NoFollow);

    private static FileIdentity? Of(int folder, string path, int flags)
        => OperatingSystem.IsLinux() && Ask(folder, path, flags, TypeAndInode, out var status) == 0 ? new FileIdentity(status) : null;

    /// <summary>The user to whom it belongs that a path names, a link for itself; null where there is nothing.</summary>
    [SupportedOSPlatform("linux")]
    public static uint? OwnerOf(string path) => Ask(CurrentFolder, path, NoFollow, Owner, out var status) == 0 ? status.User : null;

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Ask(int folder, string path, int flags, uint mask, out Status status);

    // struct statx: 256 bytes.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Status
    {
        [FieldOffset(20)]
        public uint User;

        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
