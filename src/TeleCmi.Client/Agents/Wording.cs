namespace TeleCmi.Client.Agents;

/// <summary>Numbers and lists in a sentence.</summary>
public static class Wording
{
    /// <summary>E.g. <c>1 agent</c>, <c>2 agents</c>, <c>1 hour falls</c>, <c>2 hours fall</c>.</summary>
    /// <param name="number">How many.</param>
    /// <param name="one">What one is called.</param>
    /// <param name="many">What several are called; left out: with an s.</param>
    public static string Count(int number, string one, string? many = null) => $"{number} {(number == 1 ? one : many ?? one + "s")}";

    /// <summary>The first items, and how many more there are: <c>101, 102 and 7 more</c>.</summary>
    public static string Some<T>(IEnumerable<T> items, int most, string between = ", ")
    {
        var all = items.ToList();
        return string.Join(between, all.Take(most)) + (all.Count > most ? $" and {all.Count - most} more" : "");
    }
}
