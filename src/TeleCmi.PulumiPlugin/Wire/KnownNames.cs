using Google.Protobuf.WellKnownTypes;
using TeleCmi.Declarative.Yaml;

namespace TeleCmi.PulumiPlugin.Wire;

/// <summary>Names that nobody knows: an argument that is misspelt must not count as left out.</summary>
internal static class KnownNames
{
    /// <summary>The names given that are not known. The engine's own begin with two underscores.</summary>
    public static IEnumerable<string> Others(Struct? given, IReadOnlyCollection<string> known) => (given?.Fields.Keys ?? [])
        .Where(name => !known.Contains(name) && !name.StartsWith("__", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    /// <summary>What was meant, or else what there is.</summary>
    public static string Hint(string written, IReadOnlyCollection<string> known) => Spelling.Nearest(written, known) is { } nearest
        ? $"did you mean {nearest}?"
        : $"it has {string.Join(", ", known)}";
}
