namespace TeleCmi.Client.Agents;

/// <summary>How the closed sets are spelled in files and output: lower case, words joined by an underscore. Stable.</summary>
public static class Words
{
    /// <summary>E.g. <c>not_in_roster</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Cache<T>.Names.GetValueOrDefault(value) ?? value.ToString();

    /// <summary>The case of a word, or null.</summary>
    public static T? Parse<T>(string? word)
        where T : struct, Enum
    {
        foreach (var (value, name) in Cache<T>.Names)
        {
            if (name == word)
            {
                return value;
            }
        }

        return null;
    }

    private static class Cache<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Names = Enum.GetValues<T>().Distinct().ToDictionary(v => v, v => Snake(v.ToString()));
    }

    private static string Snake(string name) => string.Concat(name.Select((c, i) => $"{(i > 0 && char.IsUpper(c) ? "_" : "")}{char.ToLowerInvariant(c)}"));
}
