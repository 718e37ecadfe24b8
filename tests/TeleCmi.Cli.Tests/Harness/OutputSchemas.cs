using NJsonSchema;

namespace TeleCmi.Cli.Tests.Harness;

/// <summary>
/// The schemas of docs/schemas. Every document of every story is checked against its own, more strictly than a reader should: a member that a
/// schema does not tell of is an error, so that neither the code nor the schema goes its own way.
/// </summary>
internal static class OutputSchemas
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "schemas");

    private static readonly Dictionary<string, Lazy<JsonSchema>> ByFormat = Directory.GetFiles(Folder, "*.schema.json")
        .ToDictionary(Format, path => new Lazy<JsonSchema>(() => Load(path)), StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Formats => ByFormat.Keys;

    /// <summary>What a document has that its schema forbids, or does not tell of.</summary>
    public static IEnumerable<string> Problems(string format, string document)
        => ByFormat.TryGetValue(format, out var schema) ? schema.Value.Validate(document).Select(problem => $"{problem}") : [];

    private static string Format(string path) => Path.GetFileName(path)[..^".schema.json".Length] is var name ? $"{name[..^2]}/{name[^1]}" : "";

    private static JsonSchema Load(string path)
    {
        var schema = JsonSchema.FromFileAsync(path).GetAwaiter().GetResult();
        Tighten(schema, []);
        return schema;
    }

    private static void Tighten(JsonSchema schema, HashSet<JsonSchema> seen)
    {
        var actual = schema.ActualSchema;
        if (!seen.Add(actual))
        {
            return;
        }

        if (actual.Properties.Count > 0)
        {
            actual.AllowAdditionalProperties = false;
        }

        IEnumerable<JsonSchema?> parts = [.. actual.Properties.Values, .. actual.OneOf, .. actual.AnyOf, .. actual.AllOf, actual.Item, .. actual.Items];
        foreach (var part in parts.OfType<JsonSchema>())
        {
            Tighten(part, seen);
        }
    }
}
