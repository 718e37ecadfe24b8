using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace TeleCmi.Cli;

/// <summary>
/// Standard input, output or error as the kernel gives it. .NET's own streams set a terminal up for reading keys, by sequences that they
/// write to it before the first byte of ours and never take back: a keypad is dead afterwards, and JSON is no document.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed partial class StandardStream : Stream
{
    private const int Interrupted = 4;
    private const short Readable = 1;
    private const short Writable = 4;
    private const nuint WindowSizeOfLinux = 0x5413;

    private readonly int _descriptor;

    public StandardStream(int descriptor) => _descriptor = descriptor;

    public override bool CanRead => _descriptor == 0;

    public override bool CanWrite => _descriptor != 0;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    private static int WouldBlock => OperatingSystem.IsLinux() ? 11 : 35;

    /// <summary>Columns of the terminal behind a descriptor; null where it does not tell.</summary>
    public static int? Columns(int descriptor)
    {
        var size = default(WindowSize);
        return OperatingSystem.IsLinux() && Control(descriptor, WindowSizeOfLinux, ref size) == 0 && size.Columns > 0 ? size.Columns : null;
    }

    public override int Read(Span<byte> buffer)
    {
        nint read;
        while ((read = Read(_descriptor, ref MemoryMarshal.GetReference(buffer), (nuint)buffer.Length)) < 0)
        {
            WaitAfterFailure(Readable);
        }

        return (int)read;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var written = Write(_descriptor, in MemoryMarshal.GetReference(buffer), (nuint)buffer.Length);
            if (written < 0)
            {
                WaitAfterFailure(Writable);
                continue;
            }

            buffer = buffer[(int)written..];
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    // Whoever shares the other end may have made it one that does not wait.
    private void WaitAfterFailure(short wanted)
    {
        var errno = Marshal.GetLastPInvokeError();
        if (errno == WouldBlock)
        {
            var ready = new Ready { Descriptor = _descriptor, Wanted = wanted };
            _ = Poll(ref ready, 1, -1);
        }
        else if (errno != Interrupted)
        {
            throw new IOException("A standard stream is closed.", errno);
        }
    }

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(int descriptor, ref byte first, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int descriptor, ref readonly byte first, nuint count);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(ref Ready ready, nuint count, int milliseconds);

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Control(int descriptor, nuint request, ref WindowSize size);

    [StructLayout(LayoutKind.Sequential)]
    private struct Ready
    {
        public int Descriptor;
        public short Wanted;
        public short Happened;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort Width;
        public ushort Height;
    }
}
