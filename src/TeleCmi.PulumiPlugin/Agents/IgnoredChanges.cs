namespace TeleCmi.PulumiPlugin.Agents;

/// <summary>The resource option <c>ignoreChanges</c>: paths of properties, which are flat ones, or <c>*</c> for all.</summary>
internal sealed class IgnoredChanges(IEnumerable<string> paths)
{
    private readonly HashSet<string> _names = [.. paths.Select(Name)];

    /// <summary>True where the property is left as it is.</summary>
    public bool Cover(string property) => _names.Contains("*") || _names.Contains(property);

    // `["name"]` is another way to write `name`.
    private static string Name(string path) => path is ['[', '"', .. var name, '"', ']'] ? name : path.Trim('[', ']');
}
