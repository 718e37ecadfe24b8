using TeleCmi.PulumiPlugin.Protocol;

namespace TeleCmi.PulumiPlugin.Wire;

/// <summary>Differences as the protocol carries them.</summary>
internal static class Diffs
{
    public static DiffResponse None() => new() { HasDetailedDiff = true, Changes = DiffResponse.Types.DiffChanges.DiffNone };

    /// <summary>Adds a difference.</summary>
    /// <param name="response">The differences so far.</param>
    /// <param name="path">The property, or a path into it.</param>
    /// <param name="kind">What becomes of it; one of the kinds that replace is a reason to replace the resource.</param>
    /// <param name="isInput">True where inputs are compared, false where an input is compared with an output.</param>
    public static void Add(this DiffResponse response, string path, PropertyDiff.Types.Kind kind, bool isInput)
    {
        response.Changes = DiffResponse.Types.DiffChanges.DiffSome;
        response.DetailedDiff[path] = new PropertyDiff { Kind = kind, InputDiff = isInput };
        if (path.Split('[')[0] is var name && !response.Diffs.Contains(name))
        {
            response.Diffs.Add(name);
        }

        if (kind is PropertyDiff.Types.Kind.AddReplace or PropertyDiff.Types.Kind.DeleteReplace or PropertyDiff.Types.Kind.UpdateReplace)
        {
            response.Replaces.Add(path);
        }
    }
}
