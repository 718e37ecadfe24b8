namespace TeleCmi.PulumiPlugin.Agents;

/// <summary>Which resource of a deployment claims which extension: two that write the same user would undo each other for ever.</summary>
internal sealed class ClaimedExtensions
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, string> _byExtension = [];
    private readonly Dictionary<string, int> _byUrn = new(StringComparer.Ordinal);

    /// <summary>Claims an extension for a resource, in place of the one it claimed before.</summary>
    /// <returns>The other resource that claims it, or null.</returns>
    public string? Claim(string urn, int extension)
    {
        lock (_gate)
        {
            if (_byExtension.TryGetValue(extension, out var owner) && owner != urn)
            {
                return owner;
            }

            if (_byUrn.TryGetValue(urn, out var before) && before != extension)
            {
                _byExtension.Remove(before);
            }

            (_byExtension[extension], _byUrn[urn]) = (urn, extension);
            return null;
        }
    }
}
