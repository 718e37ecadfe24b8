namespace TeleCmi.Client.Agents;

/// <summary>Numbers in a sentence, those in a row as one: <c>101-140, 150</c>.</summary>
public static class Ranges
{
    /// <summary>Says them.</summary>
    /// <param name="numbers">Sorted, each once.</param>
    /// <param name="least">How many neighbours make a range.</param>
    public static string Of(IEnumerable<int> numbers, int least = 2)
    {
        // Neighbours are as far from their place in the list as each other.
        var runs = numbers.Select((number, place) => (Number: number, Gap: number - place)).GroupBy(one => one.Gap, one => one.Number);
        return string.Join(", ", runs.SelectMany(
            run => run.Count() < least ? run.Select(number => $"{number}") : [Of(run.First(), run.Last())]));
    }

    /// <summary>One range, or one number.</summary>
    public static string Of(int first, int last) => first == last ? $"{first}" : $"{first}-{last}";
}
