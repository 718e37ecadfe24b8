namespace TeleCmi.Client.Agents;

/// <summary>
/// Finds the longest of many texts that another text begins with, in a time that hardly depends on how many there are. Sorted, the ones
/// that a text begins with lie before it, each the beginning of the next; whatever lies between them shares that beginning.
/// </summary>
internal sealed class SecretPrefixes
{
    private readonly string[] _sorted;

    // For each, the longest other one that it begins with; -1 = none.
    private readonly int[] _shorter;

    public SecretPrefixes(IEnumerable<string> texts)
    {
        _sorted = [.. texts.Order(StringComparer.Ordinal)];
        _shorter = new int[_sorted.Length];
        for (var i = 0; i < _sorted.Length; i++)
        {
            var candidate = i - 1;
            while (candidate >= 0 && !_sorted[i].StartsWith(_sorted[candidate], StringComparison.Ordinal))
            {
                candidate = _shorter[candidate];
            }

            _shorter[i] = candidate;
        }
    }

    /// <summary>The length of the longest one that the text begins with; 0 = none.</summary>
    public int LongestIn(ReadOnlySpan<char> text)
    {
        var (low, high) = (0, _sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _sorted[middle].AsSpan().SequenceCompareTo(text) <= 0 ? (middle + 1, high) : (low, middle);
        }

        var found = low - 1;
        while (found >= 0 && !text.StartsWith(_sorted[found], StringComparison.Ordinal))
        {
            found = _shorter[found];
        }

        return found < 0 ? 0 : _sorted[found].Length;
    }
}
