namespace TeleCmi.Declarative.Yaml;

/// <summary>What someone who wrote an unknown word probably meant.</summary>
public static class Spelling
{
    /// <summary>The known word that is a typing mistake away; null where none is.</summary>
    public static string? Nearest(string written, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(written);
        var nearest = known.Select(word => (Word: word, Distance: Distance(written, word)))
            .DefaultIfEmpty((Word: "", Distance: int.MaxValue)).MinBy(one => one.Distance);
        return nearest.Distance <= Math.Max(1, nearest.Word.Length / 4) ? nearest.Word : null;
    }

    /// <summary>Letters to insert, delete, replace or swap with their neighbour; only short keys are measured.</summary>
    private static int Distance(string written, string known)
    {
        if (Math.Abs(written.Length - known.Length) > 3)
        {
            return int.MaxValue;
        }

        var (before, previous, current) = (new int[known.Length + 1], new int[known.Length + 1], new int[known.Length + 1]);
        for (var j = 0; j <= known.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= written.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= known.Length; j++)
            {
                var same = char.ToLowerInvariant(written[i - 1]) == char.ToLowerInvariant(known[j - 1]);
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && written[i - 1] == known[j - 2] && written[i - 2] == known[j - 1])
                {
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
                }
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[known.Length];
    }
}
