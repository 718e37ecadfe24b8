namespace TeleCmi.Client.Agents;

/// <summary>Numbers, three and more in a row as one: <c>101-140, 150, 151</c>.</summary>
public static class Ranges
{
    private const int Least = 3;

    /// <summary>In a sentence.</summary>
    /// <param name="numbers">Sorted, each once.</param>
    public static string Of(IEnumerable<int> numbers) => string.Join(", ", Runs(numbers));

    /// <summary>As one word of a command line.</summary>
    /// <param name="numbers">Sorted, each once.</param>
    public static string Argument(IEnumerable<int> numbers) => string.Join(',', Runs(numbers));

    /// <summary>One range, or one number.</summary>
    public static string Of(int first, int last) => first == last ? $"{first}" : $"{first}-{last}";

    // Neighbours are as far from their place in the list as each other.
    private static IEnumerable<string> Runs(IEnumerable<int> numbers)
        => numbers.Select((number, place) => (Number: number, Gap: number - place)).GroupBy(one => one.Gap, one => one.Number)
            .SelectMany(run => run.Count() < Least ? run.Select(number => $"{number}") : [Of(run.First(), run.Last())]);
}
