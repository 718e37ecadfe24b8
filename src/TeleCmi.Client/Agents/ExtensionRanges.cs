namespace TeleCmi.Client.Agents;

/// <summary>Extensions in a sentence, those in a row as one: <c>101-140, 150</c>.</summary>
public static class ExtensionRanges
{
    /// <summary>Says them.</summary>
    /// <param name="extensions">Sorted, each once.</param>
    public static string Of(IEnumerable<int> extensions)
    {
        var ranges = new List<(int First, int Last)>();
        foreach (var extension in extensions)
        {
            if (ranges.Count > 0 && ranges[^1].Last == extension - 1)
            {
                ranges[^1] = (ranges[^1].First, extension);
            }
            else
            {
                ranges.Add((extension, extension));
            }
        }

        return string.Join(", ", ranges.Select(range => range.First == range.Last ? $"{range.First}" : $"{range.First}-{range.Last}"));
    }
}
