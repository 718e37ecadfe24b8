namespace TeleCmi.Declarative.Files;

/// <summary>Reads a stream that may be longer than anything wanted.</summary>
public static class BoundedRead
{
    private const int FirstGuess = 16 * 1024;

    /// <summary>All bytes, or null where there are more than <paramref name="maximum"/>.</summary>
    public static byte[]? All(Stream stream, int maximum)
        => UpTo(stream, maximum + 1) is var content && content.Length <= maximum ? content : null;

    /// <summary>The first bytes, <paramref name="count"/> at most.</summary>
    public static byte[] UpTo(Stream stream, int count)
    {
        // A file that nobody writes to meanwhile fits exactly: it is neither read in pieces nor copied.
        var content = new byte[stream.CanSeek ? Math.Min(stream.Length, count) : Math.Min(FirstGuess, count)];
        var length = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        while (length == content.Length && length < count && stream.ReadByte() is >= 0 and var next)
        {
            Array.Resize(ref content, (int)Math.Min(count, 2L * length + FirstGuess));
            content[length++] = (byte)next;
            length += stream.ReadAtLeast(content.AsSpan(length), content.Length - length, throwOnEndOfStream: false);
        }

        Array.Resize(ref content, length);
        return content;
    }
}
