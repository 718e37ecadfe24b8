namespace TeleCmi.Declarative.Rosters;

/// <summary>Reads a stream that may be longer than anything wanted.</summary>
internal static class BoundedRead
{
    /// <summary>All bytes, or null where there are more than <paramref name="maximum"/>.</summary>
    public static byte[]? All(Stream stream, int maximum) => UpTo(stream, maximum + 1) is var content && content.Length <= maximum ? content : null;

    /// <summary>The first bytes, <paramref name="count"/> at most.</summary>
    public static byte[] UpTo(Stream stream, int count)
    {
        using var content = new MemoryStream();
        var buffer = new byte[Math.Min(count, 64 * 1024)];
        while (content.Length < count)
        {
            var read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, count - content.Length));
            if (read == 0)
            {
                break;
            }

            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }
}
