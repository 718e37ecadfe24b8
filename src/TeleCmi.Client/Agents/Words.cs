using System.Text.Json;

namespace TeleCmi.Client.Agents;

/// <summary>How the closed sets are spelled in files and output: lower case, words joined by an underscore. Stable.</summary>
public static class Words
{
    /// <summary>E.g. <c>not_in_roster</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Cache<T>.Names.GetValueOrDefault(value) ?? value.ToString();

    /// <summary>The case of a word, or null.</summary>
    public static T? Parse<T>(string? word)
        where T : struct, Enum => word is not null && Cache<T>.Values.TryGetValue(word, out var value) ? value : null;

    private static class Cache<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Names = Enum.GetValues<T>().Distinct()
            .ToDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

        public static readonly Dictionary<string, T> Values = Names.ToDictionary(one => one.Value, one => one.Key, StringComparer.Ordinal);
    }
}
