namespace TeleCmi.Declarative.Formats;

/// <summary>Finds the markers that git leaves where it could not merge: a file that holds one is two files in one.</summary>
internal static class MergeConflict
{
    private const int MarkerLength = 7;

    /// <summary>The line of the first marker, 1-based; null where there is none.</summary>
    public static int? LineOf(ReadOnlySpan<byte> utf8)
    {
        for (var number = 1; !utf8.IsEmpty; number++)
        {
            var end = utf8.IndexOf((byte)'\n');
            var line = end < 0 ? utf8 : utf8[..end];
            if (IsMarker(line.TrimEnd((byte)'\r')))
            {
                return number;
            }

            utf8 = end < 0 ? [] : utf8[(end + 1)..];
        }

        return null;
    }

    // A name follows the outer ones and that of the common ancestor; the one in the middle stands alone.
    private static bool IsMarker(ReadOnlySpan<byte> line) =>
        line.Length >= MarkerLength
        && line[0] is (byte)'<' or (byte)'>' or (byte)'|' or (byte)'='
        && !line[..MarkerLength].ContainsAnyExcept(line[0])
        && (line.Length == MarkerLength || (line[0] != '=' && line[MarkerLength] == ' '));
}
